import { defineConfig } from 'vitest/config'

/** Files that start processes, or that change the process itself (cwd, environment, signals), run apart from the rest. */
const processTests = ['apps/cli/src/**/*.process.test.ts', 'tools/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'],
          exclude: [...processTests, '**/node_modules/**'],
          isolate: false,
          testTimeout: 60_000,
        },
      },
      { test: { name: 'process', include: processTests, testTimeout: 120_000 } },
    ],
    coverage: { provider: 'v8', include: ['{packages,apps}/*/src/**/*.ts'] },
  },
})
