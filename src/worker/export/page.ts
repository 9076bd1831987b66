/** The page beside an exported model: what it is, and code that runs it. */
import { portsOf } from '../../core/recipe/ports'
import type { Ports } from '../../core/recipe/ports'
import { isExtended } from '../../core/recipe/targets'
import type { ModelStory } from './metadata'

export interface PageFiles {
  /** Base names. */
  readonly model: string
  readonly vectors: string
}

type Names = Pick<Ports, 'input' | 'output'>

const python = ({ model, vectors }: PageFiles, { input, output }: Names): string => `import json
import numpy as np
import onnxruntime as ort

session = ort.InferenceSession(${JSON.stringify(model)}, providers=["CPUExecutionProvider"])
with open(${JSON.stringify(vectors)}) as file:
    vectors = json.load(file)
${input} = np.array(vectors["${input}"], dtype=np.float32)
${output} = session.run(["${output}"], {"${input}": ${input}})[0]
print(${output})
print("largest difference:", np.abs(${output} - np.array(vectors["${output}"])).max())`

const matlab = ({ model, vectors }: PageFiles, { input, output }: Names): string => `% Deep Learning Toolbox Converter for ONNX Model Format
net = importNetworkFromONNX("${model}", InputDataFormats="BC", OutputDataFormats="BC");
vectors = jsondecode(fileread("${vectors}"));
${input} = dlarray(single(vectors.${input}), "BC");
${output} = stripdims(predict(net, ${input}));
disp(max(abs(extractdata(${output}).' - vectors.${output}), [], "all"))`

const cpp = ({ model }: PageFiles, { input, output, inputs, sample, outputs }: Ports): string => `#include <onnxruntime_cxx_api.h>
#include <array>
#include <cstdio>
#include <vector>

int main() {
  Ort::Env env;
  Ort::Session session(env, ORT_TSTR("${model}"), Ort::SessionOptions{});
  std::vector<float> ${input}(${inputs});  // one ${sample}; fill it
  const std::array<int64_t, 2> shape{1, ${inputs}};
  auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
  auto input = Ort::Value::CreateTensor<float>(memory, ${input}.data(), ${input}.size(), shape.data(), shape.size());
  const char* inputs[] = {"${input}"};
  const char* outputs[] = {"${output}"};
  auto results = session.Run(Ort::RunOptions{}, inputs, &input, 1, outputs, 1);
  const float* ${output} = results[0].GetTensorData<float>();
  for (int k = 0; k < ${outputs}; k++) std::printf("%g\\n", ${output}[k]);
}`

const block = (title: string, language: string, code: string): string =>
  `## ${title}\n\n\`\`\`${language}\n${code}\n\`\`\`\n`

/** A line for each number that it says; of a curve or a map one, which says where its numbers lie. */
function rowsOf(ports: Ports): readonly string[] {
  const { targets, answer, outputs } = ports
  const places = answer.axes.map(({ name, unit, from, to, count }) => `${count} values of ${name} from ${from} to ${to}${unit ? ` ${unit}` : ''}`)
  if (isExtended(ports)) return targets.map(({ name, unit }) => `| 0 to ${outputs - 1} | ${name} at ${places.join(', and for each ')} | ${unit || '1'} | computed |`)
  return targets.map(({ name, unit, range }, column) => `| ${column} | ${name} | ${unit || '1'} | ${range ?? 'computed'} |`)
}

export function modelPage({ recipe, training, version }: ModelStory, files: PageFiles): string {
  const ports = portsOf(recipe)
  const { input, output, inputs, outputs, seen, sample } = ports
  const head = [
    `# ${recipe.title}`,
    '',
    `\`${files.model}\` is a network in ONNX (opset 17, IR 8), made by Sharkfin ${version} after ${training.batches} batches of`,
    `${recipe.training.batch} samples, seed ${recipe.training.seed}.`,
    '',
    `Input \`${input}\`, float32 [batch, ${inputs}]: ${seen}; one ${sample} in a row.`,
    `Output \`${output}\`, float32 [batch, ${outputs}]:`,
    '',
    '| column | name | unit | trained within |',
    '| --- | --- | --- | --- |',
    ...rowsOf(ports),
    '',
    'Outside what it was trained on it does not extrapolate. The recipe, the priors and the training stand in the metadata of the model.',
    `\`${files.vectors}\` holds inputs and the outputs to expect.`,
    ''
  ].join('\n')
  return [
    head,
    block('Python', 'python', python(files, ports)),
    block('MATLAB', 'matlab', matlab(files, ports)),
    block('C++', 'cpp', cpp(files, ports))
  ].join('\n')
}
