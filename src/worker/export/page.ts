/** The page beside an exported model: what it is, and code that runs it. */
import { drawnPriors, priorInWords } from '../../core/recipe/priors'
import { observedSymbol } from '../../core/recipe/observed'
import type { ModelStory } from './metadata'
import { INPUT, OUTPUT } from './model-file'

export interface PageFiles {
  /** Base names. */
  readonly model: string
  readonly vectors: string
}

const python = ({ model, vectors }: PageFiles): string => `import json
import numpy as np
import onnxruntime as ort

session = ort.InferenceSession(${JSON.stringify(model)}, providers=["CPUExecutionProvider"])
with open(${JSON.stringify(vectors)}) as file:
    vectors = json.load(file)
${INPUT} = np.array(vectors["${INPUT}"], dtype=np.float32)
${OUTPUT} = session.run(["${OUTPUT}"], {"${INPUT}": ${INPUT}})[0]
print(${OUTPUT})
print("largest difference:", np.abs(${OUTPUT} - np.array(vectors["${OUTPUT}"])).max())`

const matlab = ({ model, vectors }: PageFiles): string => `% Deep Learning Toolbox Converter for ONNX Model Format
net = importNetworkFromONNX("${model}", InputDataFormats="BC", OutputDataFormats="BC");
vectors = jsondecode(fileread("${vectors}"));
${INPUT} = dlarray(single(vectors.${INPUT}), "BC");
${OUTPUT} = stripdims(predict(net, ${INPUT}));
disp(max(abs(extractdata(${OUTPUT}).' - vectors.${OUTPUT}), [], "all"))`

const cpp = ({ model }: PageFiles, bins: number, count: number): string => `#include <onnxruntime_cxx_api.h>
#include <array>
#include <cstdio>
#include <vector>

int main() {
  Ort::Env env;
  Ort::Session session(env, ORT_TSTR("${model}"), Ort::SessionOptions{});
  std::vector<float> ${INPUT}(${bins});  // one sweep; fill it
  const std::array<int64_t, 2> shape{1, ${bins}};
  auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
  auto input = Ort::Value::CreateTensor<float>(memory, ${INPUT}.data(), ${INPUT}.size(), shape.data(), shape.size());
  const char* inputs[] = {"${INPUT}"};
  const char* outputs[] = {"${OUTPUT}"};
  auto results = session.Run(Ort::RunOptions{}, inputs, &input, 1, outputs, 1);
  const float* ${OUTPUT} = results[0].GetTensorData<float>();
  for (int k = 0; k < ${count}; k++) std::printf("%g\\n", ${OUTPUT}[k]);
}`

const block = (title: string, language: string, code: string): string =>
  `## ${title}\n\n\`\`\`${language}\n${code}\n\`\`\`\n`

export function modelPage({ recipe, training, version }: ModelStory, files: PageFiles): string {
  const priors = drawnPriors(recipe.system)
  const rows = priors.map((prior, column) => `| ${column} | ${prior.name} | ${prior.unit || '1'} | ${priorInWords(prior)} |`)
  const { bins } = recipe.observation
  const head = [
    `# ${recipe.title}`,
    '',
    `\`${files.model}\` is a network in ONNX (opset 17, IR 8), made by Sharkfin ${version} after ${training.batches} batches of`,
    `${recipe.training.batch} simulated sweeps, seed ${recipe.training.seed}.`,
    '',
    `Input \`${INPUT}\`, float32 [batch, ${bins}]: ${observedSymbol(recipe)} along a sweep of omega from ${recipe.sweep.from} to ${recipe.sweep.to} in a time`,
    `of ${recipe.sweep.duration}, resampled to ${bins} bins. Output \`${OUTPUT}\`, float32 [batch, ${priors.length}]:`,
    '',
    '| column | parameter | unit | trained within |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'Outside that range it does not extrapolate. The recipe, the priors and the training stand in the metadata of the model.',
    `\`${files.vectors}\` holds inputs and the outputs to expect.`,
    ''
  ].join('\n')
  return [
    head,
    block('Python', 'python', python(files)),
    block('MATLAB', 'matlab', matlab(files)),
    block('C++', 'cpp', cpp(files, bins, priors.length))
  ].join('\n')
}
