/** Imported first by every entry script: stops an old Node with one sentence. Written in old JavaScript for that. */
export const NEEDED = [20, 19]

/** Whether a version such as `20.20.2` is at least the needed one. */
export function isNewEnough(version, needed) {
  const [major, minor] = version.split('.').map(Number)
  return major > needed[0] || (major === needed[0] && minor >= needed[1])
}

if (!isNewEnough(process.versions.node, NEEDED)) {
  process.stderr.write(
    `Sharkfin needs Node ${NEEDED.join('.')} or newer and this is Node ${process.versions.node}; ` +
      'install a current Node from nodejs.org or your system, then run the same command again.\n'
  )
  process.exit(1)
}
