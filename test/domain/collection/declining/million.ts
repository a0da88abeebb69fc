import { classifyFailure } from '../../../../src/domain/collection/declines.ts';
import { isRefusedForGood } from '../../../../src/domain/collection/limits.ts';
import { nextStep } from '../../../../src/domain/collection/next-step.ts';
import type { Attempt, CollectionFacts, MethodOnFile } from '../../../../src/domain/collection/types.ts';
import { factsOf, utc } from '../facts.ts';
import { Agenda } from './agenda.ts';
import { Counter } from './counter.ts';
import { answerOf, type Customer, type Dice, dice, type Invoice, Memory, newCustomer } from './shop.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const CUSTOMERS = 60;
/** Paying is rare: this is about declines. */
const ONE_SUCCESS_IN = 25;

type Charge = { readonly invoice: Invoice; readonly customer: Customer; readonly method: MethodOnFile };

/**
 * A business whose customers' banks say no nearly always, followed by the clock until there were so many declines: several
 * invoices of a customer at once, charges that overlap, cards on file with several customers or twice, payers who try by
 * hand. Every try is shown to a counter that knows the networks' rules and none of our code.
 */
export function declineFor(seed: number, declines: number) {
  const roll = dice(seed);
  const counter = new Counter();
  const memory = new Memory();
  const agenda = new Agenda(utc('2026-10-01T00:00:00Z'));
  const pool: string[] = [];
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => newCustomer(`c${n}`, pool, roll));
  const told = { notices: 0, withinAMinute: 0 };
  let ids = 0;

  const look = (customer: Customer, invoice: Invoice): void => {
    if (!invoice.open || invoice.slot !== null) return;
    const { step, notify } = nextStep(factsFor(customer, invoice, memory, agenda.now));
    if (notify !== null) {
      told.notices += 1;
      if (agenda.now - invoice.toldAt < MINUTE) told.withinAMinute += 1;
      Object.assign(invoice, { toldAt: agenda.now, toldOf: notify.paymentId });
    }
    if (step.kind === 'rest') {
      if (step.until === null) invoice.open = false;
      else agenda.at(step.until, () => look(customer, invoice));
    }
    if (step.kind !== 'charge') return;
    const method = customer.methods.find(({ id }) => id === step.methodId);
    if (method === undefined) throw new Error('a method that is not on file was charged');
    invoice.slot = agenda.now;
    memory.begin(method.fingerprint ?? '', 1);
    agenda.at(agenda.now + roll.below(3_000), () => confirm({ invoice, customer, method }));
  };

  /** The last look before the money moves: what was refused for good a moment ago is not tried. */
  const confirm = ({ invoice, customer, method }: Charge): void => {
    const number = method.fingerprint ?? '';
    if (isRefusedForGood(memory.spentAt(number, agenda.now).failures, null)) {
      close({ invoice, customer, method }, 'canceled', null);
      return;
    }
    const kind = method.kind === 'card' ? 'card' : 'bank';
    const made = counter.try(number, { kind, invoice: invoice.id, at: agenda.now, byItself: true });
    const takes = kind === 'card' ? 200 + roll.below(20_000) : DAY + roll.below(4 * DAY);
    agenda.at(agenda.now + takes, () => {
      if (roll.one(ONE_SUCCESS_IN)) {
        counter.dropped(number, made);
        close({ invoice, customer, method }, 'succeeded', null);
        return;
      }
      const answer = answerOf(kind, roll);
      counter.declined(number, made, { ...answer, at: agenda.now });
      close({ invoice, customer, method }, 'failed', answer);
    });
  };

  const close = (
    { invoice, customer, method }: Charge,
    state: 'failed' | 'canceled' | 'succeeded',
    answer: { code: string; advice: string | null } | null,
    via: Attempt['via'] = 'autopay',
  ): void => {
    const { now } = agenda;
    ids += 1;
    invoice.attempts.push({
      paymentId: `p${ids}`,
      via,
      state,
      failureCode: answer?.code ?? null,
      adviceCode: answer?.advice ?? null,
      methodId: method.id,
      fingerprint: method.fingerprint,
      kind: method.kind,
      claimedAt: invoice.slot ?? now,
      closedAt: now,
    });
    if (via === 'autopay') memory.begin(method.fingerprint ?? '', -1);
    invoice.slot = null;
    if (answer !== null) memory.failed(method.fingerprint ?? '', { ...answer, at: now });
    const isMarked =
      answer !== null && classifyFailure(answer.code, method.kind, answer.advice) !== 'technical';
    for (const [at, each] of customer.methods.entries()) {
      if (each.fingerprint !== method.fingerprint) continue;
      if (state === 'succeeded') customer.methods[at] = { ...each, paidAt: now, declinedAt: null };
      else if (isMarked) customer.methods[at] = { ...each, declinedAt: now };
    }
    if (state === 'succeeded') invoice.open = false;
    else agenda.at(now + 500, () => look(customer, invoice));
  };

  /** A payer tries a card of theirs by hand: networks count that too. */
  const press = (customer: Customer, invoice: Invoice): void => {
    const method = roll.pick([
      customer.methods[0] ?? newCustomer('x', pool, roll).methods[0],
      ...customer.methods,
    ]);
    if (method === undefined || method.kind !== 'card' || !invoice.open || invoice.slot !== null) return;
    const number = method.fingerprint ?? '';
    const made = counter.try(number, { kind: 'card', invoice: invoice.id, at: agenda.now, byItself: false });
    const answer = answerOf('card', roll);
    counter.declined(number, made, { ...answer, at: agenda.now });
    close({ invoice, customer, method }, 'failed', answer, 'portal');
  };

  /** A month: some methods are replaced or entered again, and several invoices are sent at once. */
  const month = (customer: Customer): void => {
    refresh(customer, pool, roll, agenda.now);
    for (let n = 1 + roll.below(4); n > 0; n -= 1) {
      ids += 1;
      const invoice: Invoice = newInvoice(`i${ids}`, agenda.now);
      agenda.at(agenda.now + roll.below(5_000), () => look(customer, invoice));
      if (roll.one(4)) agenda.at(agenda.now + roll.below(20 * DAY), () => press(customer, invoice));
    }
    agenda.at(agenda.now + 20 * DAY + roll.below(20 * DAY), () => month(customer));
  };

  for (const customer of customers) agenda.at(agenda.now + roll.below(20 * DAY), () => month(customer));
  while (counter.declines < declines) agenda.next();
  return { counter, told, cards: pool.length, days: Math.round((agenda.now - agenda.start) / DAY) };
}

const newInvoice = (id: string, sentAt: number): Invoice => ({
  id,
  sentAt,
  attempts: [],
  open: true,
  slot: null,
  toldAt: 0,
  toldOf: null,
});

function refresh(customer: Customer, pool: string[], roll: Dice, now: number): void {
  const { methods } = customer;
  const news = newCustomer(`${customer.id}.${now}`, pool, roll).methods;
  const kept = methods
    .filter(() => !roll.one(4))
    .map((method) =>
      roll.one(8) ? { ...method, id: `${method.id}'`, addedAt: now, paidAt: null, declinedAt: null } : method,
    );
  const all = [...kept, ...news.map((method) => ({ ...method, addedAt: now }))].slice(0, 5);
  methods.splice(
    0,
    methods.length,
    ...all.map((each, position) => ({ ...each, position, isDefault: position === 0 })),
  );
}

const factsFor = (customer: Customer, invoice: Invoice, memory: Memory, now: number): CollectionFacts =>
  factsOf({
    now,
    methods: customer.methods,
    attempts: invoice.attempts,
    spent: new Map(
      customer.methods.map(({ fingerprint }) => [fingerprint ?? '', memory.spentAt(fingerprint ?? '', now)]),
    ),
    merchant: { policy: 'on_send', noticeDays: 0, remindDays: [], retryDays: [1, 2, 3, 4, 5] },
    invoice: { sentAt: invoice.sentAt, notifiedOf: invoice.toldOf },
  });
