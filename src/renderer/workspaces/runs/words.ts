/** Moments and sizes as one reads them in a list. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** '25 Nov 20:41'; of another year '25 Nov 2025'; of an unknown moment '—'. Local time. @param at, now ms since 1970 */
export function formatMoment(at: number, now: number): string {
  if (at <= 0) return '—'
  const date = new Date(at)
  const day = `${date.getDate()} ${MONTHS[date.getMonth()] ?? ''}`
  if (date.getFullYear() !== new Date(now).getFullYear()) return `${day} ${date.getFullYear()}`
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** 33,500 -> '33.5 kB' */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`
}
