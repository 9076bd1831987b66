import { fileURLToPath } from 'node:url'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import { importDirection } from './build/lint/import-direction.mjs'

const root = fileURLToPath(new URL('.', import.meta.url))
const typed = ['src/core/**/*.ts', 'src/worker/**/*.ts', 'src/main/**/*.ts']
const tabooInCore = 'core is pure: no clock, no global random, no console (see ARCHITECTURE.md).'

/** Rules that find defects; style is left to people, but for the size of a file. */
export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**', '.cache/**', 'dist/**', 'test-results/**', 'sharkfin-demo/**', '**/generated/**'] },
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  {
    plugins: { sharkfin: { rules: { 'import-direction': importDirection } } },
    rules: {
      'sharkfin/import-direction': 'error',
      'max-lines': ['error', { max: 400 }],
      eqeqeq: 'error',
      'no-undef': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/ban-ts-comment': [
        'error', { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 }
      ]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'] } }
  },
  {
    files: typed,
    languageOptions: {
      parserOptions: {
        project: ['src/core/tsconfig.json', 'src/worker/tsconfig.json', 'src/main/tsconfig.json', 'src/main/preload/tsconfig.json'],
        tsconfigRootDir: root
      }
    },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-misused-promises': 'error' }
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['src/core/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'performance', 'console', 'process', 'setTimeout', 'setInterval', 'crypto'].map((name) => ({ name, message: tabooInCore }))
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: tabooInCore }]
    }
  }
)
