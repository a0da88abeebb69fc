import type { z } from '@hono/zod-openapi';
import type { FieldProblem } from '../../domain/rejection.ts';

type Issue = z.core.$ZodIssue;

/** zod's issues as field problems, one a field: a path such as `lines[3].unitAmount`, and a sentence. */
export function fieldProblems(issues: readonly Issue[], input: unknown): readonly FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  const add = (path: string, message: string) => {
    if (!problems.has(path)) problems.set(path, { path, message });
  };
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) add(pathOf([...issue.path, key]), 'Unknown field.');
    } else add(pathOf(issue.path), sentence(issue, input));
  }
  return [...problems.values()];
}

/** `['lines', 3, 'unitAmount']` → `lines[3].unitAmount`; a name that is no word is quoted. */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, part) => {
    if (typeof part === 'number') return `${written}[${part}]`;
    const name = String(part).slice(0, 100);
    if (!/^[A-Za-z_$][\w$-]*$/.test(name)) return `${written}[${JSON.stringify(name)}]`;
    return written === '' ? name : `${written}.${name}`;
  }, '');
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function sentence(issue: Issue, input: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      if (isMissing(issue.path, input)) return 'This field is required.';
      return `Must be ${TYPES[issue.expected] ?? issue.expected}.`;
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_value':
      return `Must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
    case 'invalid_union':
      return isMissing(issue.path, input) ? 'This field is required.' : 'Must be one of the known types.';
    case 'invalid_format':
    case 'custom':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'unrecognized_keys':
      return issue.message;
  }
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string')
    return least === 1 ? 'Must not be empty.' : `Must be at least ${least} characters.`;
  if (origin === 'array') return `Must have at least ${least} ${least === 1 ? 'item' : 'items'}.`;
  return least === 0 ? 'Must not be negative.' : `Must be ${least} or more.`;
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `Must be at most ${most} characters.`;
  if (origin === 'array') return `Must have at most ${most} ${most === 1 ? 'item' : 'items'}.`;
  return `Must be ${most} or less.`;
}

function isMissing(path: readonly PropertyKey[], input: unknown): boolean {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return false;
    value = Reflect.get(value, part);
  }
  return value === undefined;
}
