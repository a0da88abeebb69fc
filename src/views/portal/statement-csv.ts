import { effectOf, isInvoicing, type Statement } from '../../domain/statement.ts';
import type { PortalWords } from '../i18n/en/portal.ts';
import { typedAmount } from '../typed-amount.ts';

/**
 * Statements as CSV (RFC 4180), for a spreadsheet: amounts as plain decimals with a point, dates `YYYY-MM-DD`. A text
 * that a spreadsheet would take for a formula is prefixed with a quote (OWASP, CSV Injection).
 */
export function statementCsv(
  { from, to, statements }: { from: string; to: string; statements: readonly Statement[] },
  words: PortalWords['statement'],
): string {
  const head = [
    words.date,
    words.entry,
    'ISO 4217',
    words.invoiced,
    words.paid,
    words.refunded,
    words.balance,
  ];
  const rows = statements.flatMap((statement) => {
    const { currency } = statement;
    const amount = (minor: number) => decimal(currency, minor);
    const edge = (date: string, label: string, minor: number) => [
      date,
      label,
      currency,
      '',
      '',
      '',
      amount(minor),
    ];
    return [
      edge(from, words.opening(from), statement.opening),
      ...statement.entries.map((entry) => {
        const effect = effectOf(entry);
        const isInvoiced = isInvoicing(entry.kind);
        const isRefund = entry.kind === 'refund';
        return [
          entry.date,
          words.kind[entry.kind](entry.reference),
          currency,
          isInvoiced ? amount(effect) : '',
          isInvoiced || isRefund ? '' : amount(-effect),
          isRefund ? amount(entry.amount) : '',
          amount(entry.balance),
        ];
      }),
      edge(to, words.closing(to), statement.closing),
    ];
  });
  // The mark at the start tells spreadsheets that it is UTF-8.
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

const decimal = (currency: string, minor: number): string =>
  `${minor < 0 ? '-' : ''}${typedAmount(currency, Math.abs(minor), 'en')}`;

/**
 * Where a formula could begin: at the start, and after a separator of other locales' spreadsheets, even inside quotes.
 * Full-width signs count too: some spreadsheets treat them like ASCII.
 */
const FORMULA = /(^|[;|\t\r\n])(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

function cell(text: string): string {
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(text);
  const harmless = isNumber ? text : text.replaceAll(FORMULA, "$1'");
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
