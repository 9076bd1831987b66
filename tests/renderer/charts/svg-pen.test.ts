import { expect, test } from 'vitest'
import { createSvgPen } from '../../../src/renderer/charts/svg-pen'

test('strokes of a canvas become elements of an SVG, in their order, with ink, width and opacity', () => {
  const { pen, drawn } = createSvgPen()
  pen.strokeStyle = '#123456'
  pen.lineWidth = 2.004
  pen.globalAlpha = 0.25
  pen.beginPath()
  pen.lineTo(1, 2)
  pen.bezierCurveTo(1, 2, 3, 4, 5.123, 6)
  pen.stroke()
  pen.globalAlpha = 1
  pen.fillStyle = 'red'
  pen.fillRect(0, 1, 2, 3)
  pen.textAlign = 'center'
  pen.fillText('a < b', 4, 5)
  expect(drawn()).toBe(
    '<path d="M1 2C1 2 3 4 5.12 6" fill="none" stroke="#123456" stroke-opacity="0.25" stroke-width="2"/>' +
      '<rect x="0" y="1" width="2" height="3" fill="red"/>' +
      '<text x="4" y="5" text-anchor="middle" fill="red">a &lt; b</text>'
  )
})
