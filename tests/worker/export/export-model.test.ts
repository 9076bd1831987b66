import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromBinary } from '@bufbuild/protobuf'
import { InferenceSession } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { vectorOf } from '../../../src/core/network/state'
import { ModelProtoSchema } from '../../../src/core/compile/3-emit/onnx/generated/onnx_pb'
import { exportModel } from '../../../src/worker/export/export-model'
import { openModel } from '../../../src/worker/export/open-model'
import { convolutional, lesson, scaled, temporaryFolder, trained } from './trained'

const version = '0.1.0'

describe('an exported model', () => {
  it.each([['the lesson', lesson], ['scaled targets and relu', scaled]] as const)(
    'gives the numbers of the network it came from: %s',
    async (_, recipe) => {
      const out = join(temporaryFolder(), 'model.onnx')
      const { maxDifference, ...result } = await exportModel({ recipe, ...(await trained(recipe)), out, version })
      expect(maxDifference).toBeGreaterThan(0)
      expect(maxDifference).toBeLessThan(1e-5)
      expect(result).toMatchObject({ out, opset: 17 })
      expect(result.inputs).toMatchObject([{ name: 'response', shape: ['batch', 50] }])
      expect(result.outputs).toMatchObject([{ name: 'parameters', shape: ['batch', 3] }])
    }
  )

  it('holds the normalisation of a CNN and its predicted widths, both under their names', async () => {
    const out = join(temporaryFolder(), 'model.onnx')
    const result = await exportModel({ recipe: convolutional, ...(await trained(convolutional)), out, version })
    expect(result.maxDifference).toBeLessThan(1e-5)
    expect(result.outputs).toMatchObject([
      { name: 'parameters', shape: ['batch', 3] },
      { name: 'deviations', shape: ['batch', 3] }
    ])
    const { graph } = fromBinary(ModelProtoSchema, readFileSync(out))
    expect(graph?.node.filter(({ opType }) => opType === 'Conv').length).toBe(2)
    const model = await openModel(out)
    const { value, deviation } = await model.predict(new Float32Array(100).fill(0.5), 2)
    expect(value.length).toBe(6)
    expect(deviation?.every((width) => width > 0)).toBe(true)
    await model.dispose()
  })

  it('is opset 17 and IR 8 with standard operators, a shape on every value, and its story inside', async () => {
    const out = join(temporaryFolder(), 'model.onnx')
    await exportModel({ recipe: scaled, ...(await trained(scaled)), out, version })
    const file = fromBinary(ModelProtoSchema, readFileSync(out))
    expect(file.irVersion).toBe(8n)
    expect(file.opsetImport.map(({ domain, version: set }) => [domain, set])).toEqual([['', 17n]])
    const { graph } = file
    expect(graph?.node.map(({ opType, domain }) => `${domain}${opType}`)).toEqual(
      ['Sub', 'Div', 'Mul', 'Gemm', 'Relu', 'Gemm', 'Relu', 'Gemm', 'Mul', 'Add']
    )
    const described = new Set([...(graph?.valueInfo ?? []), ...(graph?.output ?? [])].map(({ name }) => name))
    for (const output of graph?.node.flatMap((node) => node.output) ?? []) expect(described).toContain(output)
    const metadata = new Map(file.metadataProps.map(({ key, value }) => [key, value]))
    expect(JSON.parse(metadata.get('recipe') ?? '')).toEqual(scaled)
    expect(JSON.parse(metadata.get('parameter_names') ?? '')).toEqual(['omega0', 'gamma', 'epsilon'])
    expect(metadata.get('seed')).toBe('1')
    expect(metadata.get('sharkfin_version')).toBe(version)
  })

  it('opens again with its recipe, and predicts any number of rows, each as it would alone', async () => {
    const out = join(temporaryFolder(), 'model.onnx')
    const result = await exportModel({ recipe: lesson, ...(await trained(lesson)), out, version })
    const vectors = JSON.parse(readFileSync(result.beside[0] ?? '', 'utf8')) as Record<string, number[][]>
    const model = await openModel(out)
    expect(model.recipe).toEqual(lesson)
    expect(model.training.batches).toBe(50)
    const responses = vectors['response'] ?? []
    const { value: all } = await model.predict(Float32Array.from(responses.flat()), responses.length)
    for (const [row, expected] of (vectors['parameters'] ?? []).entries()) {
      const { value: alone } = await model.predict(Float32Array.from(responses[row] ?? []), 1)
      expected.forEach((value, column) => {
        expect(Math.abs((alone[column] ?? NaN) - value)).toBeLessThan(1e-5)
        expect(Math.abs((all[3 * row + column] ?? NaN) - value)).toBeLessThan(1e-5)
      })
    }
    await model.dispose()
  })

  it('writes no file for a network that is not finite, nor into a folder that is not there', async () => {
    const { state, summary } = await trained(lesson, 1)
    const parameters = vectorOf(state.vectors, 'parameters').map((value, index) => (index === 7 ? NaN : value))
    const broken = { ...state, vectors: { ...state.vectors, parameters } }
    const out = join(temporaryFolder(), 'model.onnx')
    await expect(exportModel({ recipe: lesson, state: broken, summary, out, version })).rejects.toMatchObject({
      code: 'export-not-finite'
    })
    const nowhere = join(temporaryFolder(), 'none', 'model.onnx')
    await expect(exportModel({ recipe: lesson, state, summary, out: nowhere, version })).rejects.toMatchObject({
      code: 'export-not-written',
      place: { file: nowhere }
    })
  })

  it('leaves every file alone that nobody was asked about, whatever it is called', async () => {
    const folder = temporaryFolder()
    for (const name of ['resonator.md', 'resonator.test-vectors.json']) writeFileSync(join(folder, name), `my own ${name}`)
    const network = { recipe: lesson, ...(await trained(lesson, 1)), version }
    const { out, beside } = await exportModel({ ...network, out: join(folder, 'resonator.onnx') })
    expect(out).toBe(join(folder, 'resonator.onnx'))
    expect(beside).toEqual([`${out}.test-vectors.json`, `${out}.md`])
    for (const name of ['resonator.md', 'resonator.test-vectors.json']) expect(readFileSync(join(folder, name), 'utf8')).toBe(`my own ${name}`)
    const page = await exportModel({ ...network, out: join(folder, 'page.md') })
    expect(page.out).toBe(join(folder, 'page.md.onnx'))
    await (await openModel(page.out)).dispose()
    // The ending was added here, so nobody was asked about this one.
    const before = readFileSync(out)
    await expect(exportModel({ ...network, out: join(folder, 'resonator') })).rejects.toMatchObject({ code: 'export-name-taken', place: { file: out } })
    expect(readFileSync(out)).toEqual(before)
  })

  it('replaces the last good export only by one that was opened and compared, and leaves no pieces', async () => {
    const folder = temporaryFolder()
    const { state, summary } = await trained(lesson, 1)
    const out = join(folder, 'model.onnx')
    await exportModel({ recipe: lesson, state, summary, out, version })
    const names = readdirSync(folder).sort()
    expect(names).toEqual(['model.onnx', 'model.onnx.md', 'model.onnx.test-vectors.json'])
    const before = names.map((name) => readFileSync(join(folder, name)))
    // Finite, and yet the sum over a layer is beyond single precision.
    const huge = { ...state, vectors: { ...state.vectors, parameters: vectorOf(state.vectors, 'parameters').map(() => 3e38) } }
    await expect(exportModel({ recipe: lesson, state: huge, summary, out, version })).rejects.toMatchObject({ code: 'export-not-finite' })
    expect(readdirSync(folder).sort()).toEqual(names)
    expect(names.map((name) => readFileSync(join(folder, name)))).toEqual(before)
    const taken = join(folder, 'taken.onnx')
    mkdirSync(join(taken, 'inside'), { recursive: true })
    await expect(exportModel({ recipe: lesson, state, summary, out: taken, version })).rejects.toMatchObject({ code: 'export-not-written', place: { file: taken } })
    expect(readdirSync(folder).sort()).toEqual([...names, 'taken.onnx'])
  })

  it('what is no such model is refused with the reason', async () => {
    const folder = temporaryFolder()
    const write = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const out = join(folder, 'model.onnx')
    await exportModel({ recipe: lesson, ...(await trained(lesson, 1)), out, version })
    const bytes = readFileSync(out)
    const other = write('other.onnx', bytes.subarray(0, bytes.length - 2000))
    const refused = [folder, join(folder, 'none'), write('text.onnx', 'no model'), write('empty.onnx', ''), other]
    for (const path of refused) {
      await expect(openModel(path)).rejects.toMatchObject({ code: 'model-unreadable', place: { file: path } })
    }
    await expect(InferenceSession.create(bytes)).resolves.toBeDefined()
  })
})
