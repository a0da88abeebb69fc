import { fieldOf, listOf, textOf } from '../deploy/api.ts';

/** What a deployment says of itself, by its operator's key. */
export interface Report {
  readonly isReady: boolean;
  /** Every setting, binding and secret that was looked at. */
  readonly checked: readonly string[];
  readonly problems: readonly { readonly setting: string; readonly says: string }[];
  /** What is late or failing, in sentences. */
  readonly causes: readonly string[];
  readonly schema: string | null;
}

export function readReport(body: unknown): Report {
  const setUp = fieldOf(body, 'setUp');
  return {
    isReady: fieldOf(body, 'ready') === true,
    checked: listOf(fieldOf(setUp, 'checked')).map(String),
    problems: listOf(fieldOf(setUp, 'problems')).map((problem) => ({
      setting: textOf(problem, 'setting') ?? '?',
      says: textOf(problem, 'says') ?? '?',
    })),
    causes: listOf(fieldOf(body, 'causes')).map((cause) => textOf(cause, 'says') ?? '?'),
    schema: textOf(body, 'schema'),
  };
}

/** The report as lines: what is wrong with its sentence, then what is right, by name where somebody asks for names. */
export function reportLines(
  { isReady, checked, problems, causes, schema }: Report,
  isNamed = false,
): readonly string[] {
  const wrong = new Set(problems.map(({ setting }) => setting));
  const right = checked.filter((name) => !wrong.has(name));
  return [
    ...problems.map(({ setting, says }) => `✗ ${setting}: ${says}.`),
    ...causes.map((says) => `! ${says}`),
    ...(right.length > 0 && !isNamed ? [`✓ ${right.length} settings are right (--names lists them)`] : []),
    ...(isNamed ? right.map((name) => `✓ ${name}`) : []),
    ...(schema === null || wrong.has('schema') ? [] : [`✓ schema ${schema}`]),
    isReady
      ? '✓ ready'
      : problems.length + causes.length > 0
        ? '✗ not ready'
        : '✗ not ready: no tick of cron has ended yet, which comes every minute',
  ];
}
