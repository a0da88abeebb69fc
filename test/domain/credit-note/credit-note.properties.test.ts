import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CreditTotals, creditNote } from '../../../src/domain/credit-note/credit-note.ts';
import {
  type Creditable,
  type CreditableLine,
  leftToCredit,
  partsLeft,
  totalOf,
} from '../../../src/domain/credit-note/creditable.ts';
import { askOf, creditable, type Draw, draws, withNote } from '../../support/credited-invoices.ts';
import { runs } from '../../support/properties.ts';
import { SIZES } from '../../support/random-invoices.ts';
import { decimal, nearest, per, plus, times, whole } from '../../support/rational.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** Each credit note that could be issued, with the invoice as it was before. */
function issued(invoice: Creditable, asked: readonly Draw[]) {
  const notes: { before: Creditable; draw: Draw; note: CreditTotals }[] = [];
  let now = invoice;
  for (const draw of asked) {
    const result = creditNote(now, askOf(now, draw));
    if (!result.ok) continue;
    notes.push({ before: now, draw, note: result.note });
    now = withNote(now, result.note);
  }
  return { notes, now };
}

const amountOf = ({ amount }: { readonly amount: number }): number => amount;
const totalOfAll = ({ taxable, taxes }: CreditableLine): number => taxable + sum(taxes.map(amountOf));

/** So much of the net that income tax is withheld of was credited. */
const netWithheld = ({ lines }: Creditable): number =>
  sum(lines.map(({ withheld, credited }) => (withheld ? credited.taxable : 0)));

/** A part lies between nothing and what there is, on its side of zero. */
const isWithin = (part: number, most: number): boolean =>
  most >= 0 ? part >= 0 && part <= most : part <= 0 && part >= most;

const isBounded = (line: CreditableLine): boolean =>
  isWithin(line.credited.taxable, line.taxable) &&
  line.taxes.every(({ amount }, i) => isWithin(line.credited.taxes[i] ?? 0, amount));

describe.each(SIZES)('on %s invoices', (_, invoices) => {
  const holds = (property: (invoice: Creditable, asked: readonly Draw[]) => void, times: number) =>
    fc.assert(
      fc.property(invoices, draws, fc.constantFrom(0, 0, 300, 1000), (input, asked, deposit) => {
        const invoice = creditable(input, deposit);
        fc.pre(invoice !== null && invoice.lines.length > 0);
        if (invoice !== null) property(invoice, asked);
      }),
      runs(times),
    );

  it('credit notes never come to more than the invoice: not in all, nor for a line, nor for a tax', () => {
    holds((invoice, asked) => {
      const { notes, now } = issued(invoice, asked);
      for (const line of now.lines) expect(isBounded(line)).toBe(true);
      const total = sum(notes.map(({ note }) => note.total));
      expect(total).toBeLessThanOrEqual(leftToCredit(invoice));
      expect(isWithin(now.creditedPayable, invoice.payable)).toBe(true);
      for (const { note } of notes) expect(note.total).toBeGreaterThan(0);
    }, 600);
  });

  it('the one that takes the rest reaches the invoice to the unit, whatever was credited before', () => {
    holds((invoice, asked) => {
      const { now } = issued(invoice, asked);
      if (leftToCredit(now) <= 0) return;
      const last = creditNote(now, { kind: 'full' });
      if (!last.ok) throw new Error(last.problem.problem);
      const end = withNote(now, last.note);
      expect(leftToCredit(end)).toBe(0);
      expect(end.creditedPayable).toBe(invoice.payable);
      for (const line of end.lines) {
        expect(line.credited.taxable).toBe(line.taxable);
        expect(line.credited.taxes).toEqual(line.taxes.map(({ amount }) => amount));
      }
    }, 600);
  });

  it('every whole is the sum of its parts', () => {
    holds((invoice, asked) => {
      for (const { note } of issued(invoice, asked).notes) {
        expect(note.total).toBe(note.net + note.taxTotal);
        expect(note.total).toBe(sum(note.lines.map(({ total }) => total)));
        expect(note.taxTotal).toBe(sum(note.taxes.map(({ amount }) => amount)));
        for (const line of note.lines) {
          expect(line.total).toBe(line.taxable + sum(line.taxes.map(({ amount }) => amount)));
        }
      }
    }, 300);
  });

  it('an amount takes of each tax its exact share of what is left, to the unit', () => {
    holds((invoice, asked) => {
      for (const { before, draw, note } of issued(invoice, asked).notes) {
        if (draw.kind !== 'amount') continue;
        const share = per(whole(note.total), whole(leftToCredit(before)));
        const groups = Map.groupBy(before.lines, (line) =>
          JSON.stringify(line.taxes.map(({ amount, ...tax }) => tax)),
        );
        // Of several sets of rates on both sides of zero, those on one side are rounded once more together.
        const isOneSided = [...groups.values()].every((lines) =>
          lines.every((line) => totalOf(partsLeft(line)) >= 0),
        );
        if (!isOneSided) continue;
        for (const lines of groups.values()) {
          const slots = lines[0]?.taxes.length ?? 0;
          for (let slot = 0; slot < slots; slot += 1) {
            const left = sum(lines.map((line) => partsLeft(line).taxes[slot] ?? 0));
            const taken = sum(
              lines.map(
                ({ position }) =>
                  note.lines.find((line) => line.position === position)?.taxes[slot]?.amount ?? 0,
              ),
            );
            const off = plus(times(share, whole(left)), whole(-taken));
            expect(off.over < off.under && -off.over < off.under).toBe(true);
          }
        }
      }
    }, 300);
  });

  it('a quantity comes to its share of what is left of the line, rounded once', () => {
    holds((invoice, asked) => {
      for (const { before, draw, note } of issued(invoice, asked).notes) {
        const [line] = note.lines;
        if (draw.kind !== 'quantity' || line === undefined || line.quantity === null) continue;
        const source = before.lines.find(({ position }) => position === line.position);
        if (source === undefined) throw new Error('a line that is not on the invoice');
        const size = (text: string) => decimal(text.replace('-', ''));
        const rest = plus(size(source.quantity), times(whole(-1), size(source.credited.quantity)));
        const exact = times(whole(totalOf(partsLeft(source))), per(size(line.quantity), rest));
        expect(BigInt(line.total)).toBe(nearest(exact));
      }
    }, 300);
  });

  it('what is withheld, deposited and rounded makes the difference to what was to be paid, and all of it in the end', () => {
    holds((invoice, asked) => {
      const { notes, now } = issued(invoice, asked);
      const last = leftToCredit(now) > 0 ? creditNote(now, { kind: 'full' }) : null;
      const all = [...notes, ...(last?.ok === true ? [{ before: now, note: last.note }] : [])];
      const kept = invoice.withholdings.map(() => 0);
      for (const { before, note } of all) {
        const { withholdings = [], deposits = [], rounding = 0 } = note.deductions ?? {};
        const taken = sum(
          [...withholdings, ...deposits.map(({ total: amount }) => ({ amount }))].map(amountOf),
        );
        expect(note.payable).toBe(note.total - taken + rounding);
        const isLast = note.total === leftToCredit(before);
        expect(deposits).toEqual(isLast ? invoice.deposits : []);
        for (const [i, { percentage }] of invoice.withholdings.entries()) {
          const amount = sum(withholdings.map(amountOf));
          const bases = [before, withNote(before, note)].map(netWithheld);
          const exact = bases.map((net) => nearest(times(whole(net), per(decimal(percentage), whole(100)))));
          if (!isLast) expect(BigInt(amount)).toBe((exact[1] ?? 0n) - (exact[0] ?? 0n));
          kept[i] = (kept[i] ?? 0) + amount;
        }
      }
      if (leftToCredit(all.reduce((of, { note }) => withNote(of, note), invoice)) > 0) return;
      expect(kept).toEqual(invoice.withholdings.map(amountOf));
      expect(sum(all.map(({ note }) => note.payable))).toBe(invoice.payable);
      const roundings = all.map(({ note }) => note.deductions?.rounding ?? 0);
      const rounded = invoice.payable - sum(invoice.lines.map(totalOfAll));
      expect(sum(roundings)).toBe(
        rounded + sum(invoice.withholdings.map(amountOf)) + sum(invoice.deposits.map(({ total }) => total)),
      );
    }, 300);
  });

  it('the same is credited however often it is worked out', () => {
    holds((invoice, asked) => {
      for (const { before, draw, note } of issued(invoice, asked).notes) {
        const again = creditNote(structuredClone(before), askOf(before, draw));
        expect(again).toEqual({ ok: true, note });
      }
    }, 100);
  });
});
