import { FeiyuError } from '@feiyu/core'
import type { Context } from '../../context.ts'
import { shortDigest } from '../../output/figures.ts'
import { keptPacks } from '../../packs/keep-packs.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { standingOn } from '../../statements/statement.ts'
import { readStatements, statementsPath } from '../../statements/statements-file.ts'
import type { Finding } from './finding.ts'

/** Whether the law packs load, and their digests. */
export async function checkPacks(context: Context): Promise<readonly Finding[]> {
  try {
    const law = await readLaw(context)
    return law.packs.map((pack) => ({
      id: 'packs',
      state: 'good',
      found: `${pack.id} ${pack.version} ${shortDigest(pack.digest)}`,
      advice: null,
    }))
  } catch (error) {
    return [{ id: 'packs', state: 'fails', found: broken(context, error), advice: context.say.doctor.advice.packs }]
  }
}

/** Whether the packs that decisions were made under are kept as they were. Nothing is said where none is kept. */
export async function checkKeptPacks(context: Context): Promise<readonly Finding[]> {
  const { say } = context
  const { count, damaged } = await keptPacks(context)
  if (count === 0) return []
  if (damaged.length === 0)
    return [{ id: 'kept-packs', state: 'good', found: say.doctor.found.keptPacks(count), advice: null }]
  const found = say.doctor.found.keptPacksDamaged(damaged.join(' '))
  return [{ id: 'kept-packs', state: 'fails', found, advice: say.doctor.advice.keptPacks }]
}

/** Whether the standing statements can be read, and how many still hold. */
export async function checkStatements(context: Context): Promise<Finding> {
  const { say, today } = context
  try {
    const law = await readLaw(context)
    const path = statementsPath(context.config)
    const statements = await readStatements(path, law.facts, context.stdin, { optional: true })
    const inForce = statements.filter((statement) => standingOn(statement, today) === 'in-force').length
    const expired = statements.length - inForce
    const found =
      statements.length === 0 ? say.doctor.found.noStatements : say.doctor.found.statements(inForce, expired)
    const advice =
      statements.length === 0 ? say.doctor.advice.statements : expired > 0 ? say.doctor.advice.statementsExpired : null
    return { id: 'statements', state: advice === null ? 'good' : 'look', found, advice }
  } catch (error) {
    return {
      id: 'statements',
      state: 'fails',
      found: broken(context, error),
      advice: say.doctor.advice.statementsBroken,
    }
  }
}

function broken(context: Context, error: unknown): string {
  if (!(error instanceof FeiyuError)) throw error
  return `${context.say.doctor.found.unusable(error.code)}${error.at === undefined ? '' : ` ${error.at}`}`
}
