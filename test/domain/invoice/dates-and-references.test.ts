import { describe, expect, it } from 'vitest';
import { type LocalDate, parseLocalDate } from '../../../src/domain/calendar.ts';
import { type IssueDateFacts, issueDateProblem } from '../../../src/domain/invoice/issue-date.ts';
import {
  type CustomField,
  fieldsShown,
  NO_REFERENCES,
  referencesProblems,
} from '../../../src/domain/invoice/references.ts';
import { type Supply, supplyProblem, supplyShown } from '../../../src/domain/invoice/supply.ts';

function day(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === null) throw new Error(`${text} is no day`);
  return date;
}
const span = (from: string, to: string): Supply => ({ from: day(from), to: day(to) });

describe('an invoice is issued', () => {
  const facts: IssueDateFacts = {
    today: day('2027-01-20'),
    lastOfSeries: day('2027-01-10'),
    closedUntil: day('2026-12-31'),
    allowsEarlier: false,
  };

  it('today, or on the day of the series’ last', () => {
    expect(issueDateProblem(day('2027-01-20'), facts)).toBeNull();
    expect(issueDateProblem(day('2027-01-10'), facts)).toBeNull();
  });

  it('never after today', () => {
    expect(issueDateProblem(day('2027-01-21'), facts)).toEqual({
      problem: 'after_today',
      today: '2027-01-20',
    });
  });

  it('not before the series’ last, unless the business wants that', () => {
    expect(issueDateProblem(day('2027-01-09'), facts)?.problem).toBe('before_last_of_series');
    expect(issueDateProblem(day('2027-01-09'), { ...facts, allowsEarlier: true })).toBeNull();
    expect(issueDateProblem(day('2027-01-01'), { ...facts, lastOfSeries: null })).toBeNull();
  });

  it('never in a closed year, whatever the business wants', () => {
    expect(issueDateProblem(day('2026-12-31'), { ...facts, allowsEarlier: true })).toEqual({
      problem: 'in_closed_books',
      closedUntil: '2026-12-31',
    });
  });
});

describe('the supply that an invoice prints', () => {
  it('is its own where it says one, else from the first to the last of its lines', () => {
    const lines = [span('2026-03-01', '2026-03-31'), span('2026-01-15', '2026-02-28')];
    expect(supplyShown(span('2026-05-01', '2026-05-01'), lines)).toEqual(span('2026-05-01', '2026-05-01'));
    expect(supplyShown(null, lines)).toEqual(span('2026-01-15', '2026-03-31'));
  });

  it('is none where a line does not say: it would cover what nobody vouched for', () => {
    expect(supplyShown(null, [span('2026-01-15', '2026-02-28'), null])).toBeNull();
    expect(supplyShown(null, [])).toBeNull();
  });

  it('does not end before it begins', () => {
    expect(supplyProblem(span('2026-02-01', '2026-01-31'))).toBe('ends_before_it_begins');
    expect(supplyProblem(span('2026-02-01', '2026-02-01'))).toBeNull();
  });
});

describe('custom fields', () => {
  const field = (name: string, shownOn: CustomField['shownOn'] = ['pdf']): CustomField => ({
    name,
    value: 'x',
    shownOn,
  });
  const problemsOf = (customFields: readonly CustomField[]) =>
    referencesProblems({ ...NO_REFERENCES, customFields }).map(({ path, problem }) => `${path} ${problem}`);

  it('are ten at most, each of its own name', () => {
    expect(problemsOf(Array.from({ length: 10 }, (_, i) => field(`Field ${i}`)))).toEqual([]);
    expect(problemsOf(Array.from({ length: 11 }, (_, i) => field(`Field ${i}`)))).toEqual([
      'customFields too_many_fields',
    ]);
    expect(problemsOf([field('Project'), field(' project')])).toEqual([
      'customFields[1].name field_named_twice',
    ]);
  });

  it('stand where the business wants them', () => {
    const customFields = [field('Project', ['pdf', 'page']), field('Cost centre', ['mail'])];
    expect(fieldsShown({ ...NO_REFERENCES, customFields }, 'page').map(({ name }) => name)).toEqual([
      'Project',
    ]);
  });
});
