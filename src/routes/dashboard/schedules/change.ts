import { localDateAt } from '../../../domain/calendar.ts';
import { parseId } from '../../../domain/ids.ts';
import type { Undone } from '../../../domain/outcome.ts';
import {
  EMPTY_TERMS_LINE,
  readTypedTerms,
  type TypedTermsLine,
  writeTermsLine,
} from '../../../domain/schedule/typed-terms.ts';
import { changeTerms } from '../../../operations/schedules/change-terms.ts';
import { type PreviewedChange, previewChange } from '../../../operations/schedules/preview-change.ts';
import { type NewestTerms, readNewestTerms } from '../../../operations/schedules/read-terms.ts';
import { type ChangeView, changeTermsPage } from '../../../views/dashboard/schedules/change.tsx';
import { SCHEDULES_WORDS } from '../../../views/dashboard/words/schedules.ts';
import { type Writer, writerFor } from '../../../views/format.ts';
import type { DashboardContext } from '../env.ts';
import { formCommand, newForm } from '../invoice/form-id.ts';
import { typedOf } from '../profile/changes.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from '../respond.ts';
import { shownNext } from './shown.ts';

const words = SCHEDULES_WORDS.changing;

type From = 'next' | 'now';
type Again = {
  readonly form?: string;
  readonly typed?: readonly TypedTermsLine[];
  readonly from?: From;
  readonly problems?: Readonly<Record<string, string>>;
  readonly problem?: string;
  readonly does?: PreviewedChange;
  readonly status?: 200 | 409 | 422 | 503;
};

export async function showChange(
  c: DashboardContext,
  scheduleId: string,
  again: Again = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const read = await readNewestTerms(ctx, { scope: c.get('staff').scope, scheduleId });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { name, currency, version, terms } = read.value;
  const typed = again.typed ?? typedFrom(read.value);
  const from = again.from ?? 'next';
  return respondDashboard(c, again.status ?? 200, (context) => {
    const writer = writerFor({ currency }, context.speech);
    const view: ChangeView = {
      name,
      action: within(c, `/schedules/${scheduleId}`),
      form: again.form ?? newForm(ctx),
      version,
      from,
      lines: typed.map((line, at) => {
        const was = terms.lines[at];
        return { ...line, meter: was?.kind === 'metered' ? was.meter : null, isAdded: was === undefined };
      }),
      problems: again.problems ?? {},
      problem: again.problem ?? null,
      previewed: again.does === undefined ? '' : previewedAs(typed, from),
      does: again.does === undefined ? null : shownDoes(again.does, writer, c.get('staff').timeZone),
    };
    return changeTermsPage(view, context);
  });
}

const typedFrom = ({ terms, currency }: NewestTerms): readonly TypedTermsLine[] => [
  ...terms.lines.map((line) => writeTermsLine(line, currency)),
  EMPTY_TERMS_LINE,
];

/** What a preview was of: a form that says something else by now is previewed first. */
const previewedAs = (typed: readonly TypedTermsLine[], from: From): string => JSON.stringify([typed, from]);

function shownDoes(does: PreviewedChange, writer: Writer, timeZone: string): NonNullable<ChangeView['does']> {
  const { credit, charge, fromNumber, toldAt } = does;
  const isNothing = credit === null && charge === 0;
  return {
    sentences: [
      words.since(fromNumber),
      ...(isNothing ? [words.nothingNow] : []),
      ...(credit === null ? [] : [words.credit(writer.amount(credit.amount))]),
      ...(charge === 0 ? [] : [words.charge(writer.amount(charge))]),
      toldAt === null ? words.notTold : words.told(writer.date(localDateAt(toldAt, timeZone))),
    ],
    next: does.next.map((period) => shownNext(period, writer)),
  };
}

/** The lines of a form: as many as the terms have, and one more. */
function typedLines(fields: Readonly<Record<string, string>>, base: NewestTerms): readonly TypedTermsLine[] {
  return typedFrom(base).map((line, at) => {
    const field = (name: string) => (fields[`line.${at}.${name}`] ?? '').slice(0, 1_000);
    return {
      ...line,
      description: field('description'),
      quantity: line.kind === 'fixed' ? field('quantity') : line.quantity,
      price: line.kind === 'tiers' ? line.price : field('price'),
      tiers: line.kind === 'tiers' ? field('tiers') : line.tiers,
      isLeftOut: field('out') === 'on',
    };
  });
}

export async function sendChange(
  c: DashboardContext,
  scheduleId: string,
  form: Readonly<Record<string, unknown>>,
): Promise<Response> {
  const ctx = c.get('ctx');
  const { scope } = c.get('staff');
  const fields = typedOf(form);
  const command = parseId('req', fields.form ?? '') ?? '';
  const { commandId } = formCommand(ctx, 'schedule-change', command);
  const base = await readNewestTerms(ctx, { scope, scheduleId, commandId });
  if (base.kind !== 'done') return respondBare(c, 404, 'not_found');
  const changedIt = () => done(c, within(c, `/schedules/${scheduleId}`), 'schedule_changed');
  if (base.value.wasCommanded) return changedIt();
  const overtaken = () => showChange(c, scheduleId, { status: 409, problem: words.overtaken });
  const from: From = fields.from === 'now' ? 'now' : 'next';
  if (fields.version !== undefined && fields.version !== String(base.value.version)) return overtaken();
  const typed = typedLines(fields, base.value);
  const kept = { ...(command !== '' && { form: command }), typed, from };
  const read = readTypedTerms(base.value.terms, typed, base.value.currency);
  if (read.kind === 'wrong') {
    const problems = Object.fromEntries(
      Object.entries(read.problems).map(([field, problem]) => [field, words.problems[problem]]),
    );
    const problem = problems.lines ?? SCHEDULES_WORDS.mend;
    return showChange(c, scheduleId, { ...kept, problems, problem, status: 422 });
  }
  const undone = (outcome: Undone) =>
    respondUndone(c, outcome, ({ status, text: problem }) =>
      showChange(c, scheduleId, { ...kept, status, problem }),
    );
  const ask = { scope, scheduleId, from, terms: read.terms } as const;
  const isPreviewed = fields.act === 'change' && fields.previewed === previewedAs(typed, from);
  if (!isPreviewed) {
    const does = await previewChange(ctx, ask);
    return does.kind === 'done' ? showChange(c, scheduleId, { ...kept, does: does.value }) : undone(does);
  }
  const changed = await changeTerms(ctx, { ...ask, commandId, basedOn: base.value.version });
  if (changed.kind === 'done') return changedIt();
  const isLate = changed.kind === 'refused' && changed.rejection.code === 'changed';
  return isLate ? overtaken() : undone(changed);
}
