import process from 'node:process'
import { expect, test } from 'vitest'
import { runSteps } from './steps.ts'

test('each step is one line with its time, and only a failed one shows what it wrote', async () => {
  let text = ''
  const failed = await runSteps(
    [
      { name: 'good', args: ['-e', 'console.log("chatter")'] },
      { name: 'bad one', args: ['-e', 'console.log("to out"); console.error("to error"); process.exitCode = 3'] },
      { name: 'mute', args: ['-e', 'process.exit(9)'] },
      { name: 'last', args: ['-e', '0'] },
    ],
    (part) => {
      text += part
    },
    process.cwd(),
  )
  expect(failed).toEqual(['bad one', 'mute'])
  expect(text.replaceAll(/\d+\.\d s/g, 'N s').replaceAll(/ +/g, ' ')).toBe(
    'ok good N s\nFAIL bad one N s\nto out\nto error\nFAIL mute N s\nended with 9, and wrote nothing\nok last N s\n',
  )
})
