"""Small pictures of a known content, written by Pillow: run with Pillow and NumPy in this folder. Grey is 10 row + column; red is that, green twice, blue 255 less it."""
import numpy as np
from PIL import Image

rows, columns = 5, 7
grey = (10 * np.arange(rows)[:, None] + np.arange(columns)).astype(np.uint8)
colour = np.stack([grey, 2 * grey, 255 - grey], axis=-1).astype(np.uint8)
alpha = np.dstack([colour, np.full_like(grey, 128)])
Image.fromarray(grey).save("grey.png")
Image.fromarray(colour).save("colour.png")
Image.fromarray(alpha).save("alpha.png")
Image.fromarray(1000 * grey.astype(np.uint16)).save("sixteen.png")
Image.fromarray(grey > 20).save("bits.png")
Image.fromarray(colour).quantize(16, dither=0).save("palette.png")
Image.fromarray(colour).quantize(16, dither=0).convert("RGB").save("palette-in-colour.png")
for name, compression in (("plain", None), ("lzw", "tiff_lzw"), ("deflate", "tiff_adobe_deflate")):
    Image.fromarray(colour).save(f"{name}.tif", compression=compression)
Image.fromarray(1000 * grey.astype(np.uint16)).save("sixteen.tif")
Image.fromarray(grey.astype(np.float32) / 7).save("floating.tif")
large = (np.arange(200)[:, None] * 3 + np.arange(150)).astype(np.uint8)
Image.fromarray(large).save("large.tif", compression="tiff_lzw")
