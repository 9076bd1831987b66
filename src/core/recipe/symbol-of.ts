/** A name out of a file as recipes name quantities. */

/** Letters, digits and _; 'column3' where the file says nothing; unlike all that are taken. @param at place of the column, from 0 */
export function symbolOf(name: string, at: number, taken: ReadonlySet<string>): string {
  const word = name.normalize('NFKD').replaceAll(/[^A-Za-z0-9_ ]/g, '').trim().replaceAll(/\s+/g, '_')
  const stem = /^[A-Za-z]/.test(word) ? word.slice(0, 40) : `column${at + 1}`
  let symbol = stem
  for (let number = 2; taken.has(symbol); number++) symbol = `${stem}_${number}`
  return symbol
}

/** A file's or a folder's name as a recipe's: small letters, digits and hyphens. @param otherwise where nothing of it is left */
export function recipeNameOf(file: string, otherwise: string): string {
  const stem = file.replace(/\.[^.]*$/, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60)
  return stem === '' ? otherwise : stem
}
