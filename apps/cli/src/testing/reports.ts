import type { Field, Subjects } from '@feiyu/scan'
import type { FileReport } from '../scanning/file-report.ts'

/** A column for tests of what comes after the scan. */
export function field(name: string, change: Partial<Field> = {}): Field {
  return {
    name,
    type: 'mobile',
    category: 'personal',
    sensitive: false,
    role: 'direct',
    confidence: 0.99,
    share: 1,
    values: 1,
    detectors: [],
    ...change,
  }
}

export function subjects(change: Partial<Subjects> = {}): Subjects {
  return {
    key: 'phone',
    keyType: 'mobile',
    ordinary: 0,
    sensitive: 0,
    distinct: 0,
    lower: 0,
    upper: 0,
    dropped: 0,
    method: 'exact-one-key',
    ...change,
  }
}

/** The report of a scan that found what the test says. */
export function report(change: Partial<FileReport> = {}): FileReport {
  return {
    path: 'x.csv',
    format: 'csv',
    encoding: 'utf-8',
    bytes: 1,
    rows: 1,
    digest: `sha256:${'0'.repeat(64)}`,
    fields: [],
    markings: [],
    candidates: [],
    subjects: subjects(),
    classTable: `sha256:${'1'.repeat(64)}`,
    warnings: [],
    ...change,
  }
}
