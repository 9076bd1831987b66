/**
 * The peer of the compiled kernel: the same sweeps as a physicist would write them in good plain JavaScript, by hand for
 * the Duffing equation, typed arrays, numbers in registers, nothing interpreted.
 */

export interface PlainSweep {
  readonly from: number
  readonly to: number
  readonly duration: number
  readonly steps: number
  readonly force: number
}

/**
 * |z| after every RK4 step of dz/dt = [-gamma/2 - i (omega0 - omega + epsilon |z|^2)] z + i f from z = 0.
 * @param y [count, 3] omega0, gamma, epsilon
 * @param out [count, steps]
 */
export function plainSweeps({ from, to, duration, steps, force }: PlainSweep, y: Float32Array, out: Float32Array): void {
  const dt = duration / (steps - 1)
  const rate = (to - from) / duration
  const count = y.length / 3
  for (let sample = 0; sample < count; sample++) {
    const omega0 = y[3 * sample] ?? NaN
    const half = (y[3 * sample + 1] ?? NaN) / 2
    const epsilon = y[3 * sample + 2] ?? NaN
    let re = 0
    let im = 0
    for (let step = 0; step < steps; step++) {
      const start = omega0 - from - rate * step * dt
      const middle = start - rate * 0.5 * dt
      const end = start - rate * dt

      let shift = start + epsilon * (re * re + im * im)
      const k1re = shift * im - half * re
      const k1im = force - shift * re - half * im

      let x = re + 0.5 * dt * k1re
      let p = im + 0.5 * dt * k1im
      shift = middle + epsilon * (x * x + p * p)
      const k2re = shift * p - half * x
      const k2im = force - shift * x - half * p

      x = re + 0.5 * dt * k2re
      p = im + 0.5 * dt * k2im
      shift = middle + epsilon * (x * x + p * p)
      const k3re = shift * p - half * x
      const k3im = force - shift * x - half * p

      x = re + dt * k3re
      p = im + dt * k3im
      shift = end + epsilon * (x * x + p * p)
      const k4re = shift * p - half * x
      const k4im = force - shift * x - half * p

      re += (dt / 6) * (k1re + 2 * (k2re + k3re) + k4re)
      im += (dt / 6) * (k1im + 2 * (k2im + k3im) + k4im)
      out[sample * steps + step] = Math.sqrt(re * re + im * im)
    }
  }
}
