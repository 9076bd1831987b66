/** The report: what was trained, what was read, how good it is, in Markdown. */
import type { ExportResult } from '../../../core/contract/answers'
import type { Characterization } from '../../../core/contract/characterization'
import type { RunSummary } from '../../../core/contract/run'
import { printGroups } from '../print-groups'

export function reportOf(summary: RunSummary, file: string, result: Characterization, exported: ExportResult): string {
  const { recipe, batch, seconds, engine, loss, metrics } = summary
  const errors = Object.entries(metrics ?? {}).map(([name, { rmse, r2 }]) => `| ${name} | ${rmse.toPrecision(3)} | ${r2?.toFixed(4) ?? '-'} |`)
  return [
    '# Sharkfin report',
    '',
    `## Measurement: ${file}`,
    '',
    '```',
    printGroups(result),
    '```',
    '',
    `## Network: ${recipe.title}`,
    '',
    `${batch} batches of ${recipe.training.batch} in ${seconds.toFixed(1)} s on ${engine.name}, seed ${recipe.training.seed}; loss on`,
    `${recipe.training.validationSweeps} held-out sweeps ${loss.validation?.toPrecision(3)}.`,
    '',
    '| parameter | rmse | r2 |',
    '| --- | --- | --- |',
    ...errors,
    '',
    `Exported as ONNX opset ${exported.opset}; reopened, it differs from the trained network by at most ${exported.maxDifference.toExponential(1)}.`,
    ''
  ].join('\n')
}
