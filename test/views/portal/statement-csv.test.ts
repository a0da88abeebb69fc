import { describe, expect, it } from 'vitest';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { statementsOf } from '../../../src/domain/statement.ts';
import { portal as words } from '../../../src/views/i18n/en/portal.ts';
import { statementCsv } from '../../../src/views/portal/statement-csv.ts';

const [from, to] = ['2026-01-01', '2026-01-31'];

/** The file of an account on which somebody paid outside the portal and gave this as the reference. */
function fileWith(reference: string, kind: (text: string) => string = (text) => text): string {
  const date = parseLocalDate('2026-01-05');
  if (date === null) throw new Error('a day that does not exist');
  const entry = { kind: 'offline_payment', date, at: 1, reference, currency: 'USD', amount: 100 } as const;
  const statements = statementsOf(new Map(), [entry]);
  const statement = { ...words.statement, kind: { ...words.statement.kind, offline_payment: kind } };
  return statementCsv({ from, to, statements }, statement);
}

describe('a reference that is a formula', () => {
  it.each(['=1+1', '+1+cmd', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1+1'])(
    'is text at the start: %j',
    (text) => {
      expect(fileWith(text)).toContain(`'${text}`);
    },
  );

  it.each([';=1', 'x;=HYPERLINK(1)', 'a|+1', 'a\n=1', 'a; @x'])(
    'is text after what parts cells elsewhere: %j',
    (text) => {
      expect(fileWith(text)).not.toMatch(/[;|\n]\s*[=+@]/);
    },
  );

  it('and one that is none is left alone, as amounts are', () => {
    expect(fileWith('A-17; b')).toContain('2026-01-05,A-17; b,USD,,1.00,,-1.00');
  });
});
