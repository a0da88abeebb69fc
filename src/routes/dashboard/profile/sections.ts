import { Hono } from 'hono';
import { z } from 'zod';
import { profileGaps } from '../../../domain/e-invoice/profile-gaps.ts';
import { refused, type Undone } from '../../../domain/outcome.ts';
import type { Numbered } from '../../../domain/profile/series.ts';
import type { FieldConflict, FieldProblem } from '../../../domain/rejection.ts';
import { newId } from '../../../operations/core/context.ts';
import type { ProfileResource } from '../../../operations/merchants/profile-resource.ts';
import { raiseNextNumber } from '../../../operations/merchants/raise-next-number.ts';
import { updateProfile } from '../../../operations/merchants/update-profile.ts';
import { updateSettings } from '../../../operations/merchants/update-settings.ts';
import {
  type FieldName,
  type FormSection,
  readable,
  SECTION_FIELDS,
  type Values,
} from '../../../views/dashboard/profile/fields.ts';
import { type SectionView, sectionPage } from '../../../views/dashboard/profile/section.tsx';
import { PROFILE_WORDS as words } from '../../../views/dashboard/words/profile.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardForm } from '../forms.ts';
import { done, respondDashboard, respondUndone, within } from '../respond.ts';
import {
  profileChange,
  settingsChange,
  type Typed,
  taxIdsOf,
  taxRowsTyped,
  touched,
  typedOf,
  typedValues,
} from './changes.ts';
import { readHouse } from './read.ts';
import { only, taxRowsOf, valuesOf } from './values.ts';

export const anyForm = dashboardForm(z.record(z.string(), z.unknown()));

type Again = Partial<Pick<SectionView, 'values' | 'taxIds' | 'problems' | 'conflict' | 'problem'>>;
type Section = Exclude<FormSection, 'look'>;

/** A route for each, since the table of access names every page. */
export const FORM_SECTIONS = [
  'identity',
  'address',
  'numbers',
  'eInvoices',
  'payments',
  'collection',
  'mails',
  'schedules',
] as const satisfies readonly Section[];

async function show(c: DashboardContext, section: Section, status: 200 | 409 | 422 | 503, again: Again = {}) {
  const { resource, settings } = await readHouse(c);
  const now = only(SECTION_FIELDS[section], valuesOf(resource, settings));
  return respondDashboard(c, status, (context) =>
    sectionPage(
      {
        base: within(c, '/profile'),
        section,
        version: resource.version,
        was: JSON.stringify(now),
        values: again.values ?? now,
        taxIds: again.taxIds ?? taxRowsOf(resource.profile),
        problems: again.problems ?? {},
        conflict: again.conflict ?? null,
        remark: remarkOf(section, resource),
        problem: again.problem ?? null,
      },
      context,
    ),
  );
}

function remarkOf(section: Section, { numbering, profile }: ProfileResource): string | null {
  if (section === 'numbers') return words.nextIs(numbering.next, numbering.creditNotes.next);
  const gaps = section === 'eInvoices' ? profileGaps(profile) : [];
  return gaps.length === 0
    ? null
    : `${words.eInvoiceMissing}: ${gaps.map(({ message }) => message).join(' ')}`;
}

export const sections = new Hono<DashboardEnv>();
for (const section of FORM_SECTIONS) {
  sections.get(`/${section}`, (c) => show(c, section, 200));
  sections.post(`/${section}`, anyForm, async (c) => {
    const typed = typedOf(c.req.valid('form'));
    const names: readonly FieldName[] = SECTION_FIELDS[section];
    const values = typedValues(names, typed);
    const taxIds = taxRowsTyped(typed);
    const saved = await save(c, section, { names, values, typed, taxIds });
    if (saved.kind === 'saved') return done(c, within(c, '/profile'), saved.word);
    if (saved.kind === 'conflict') {
      return show(c, section, 409, { values, taxIds, conflict: saved });
    }
    return respondUndone(c, saved.undone, ({ status, text }) => {
      const { problems, rest } = byField(saved.undone);
      return show(c, section, status, {
        values,
        taxIds,
        problems,
        problem: Object.keys(problems).length === 0 || rest !== '' ? rest || text : null,
      });
    });
  });
}

type Saved =
  | { readonly kind: 'saved'; readonly word: string }
  | { readonly kind: 'conflict'; readonly text: string; readonly fields: readonly string[] }
  | { readonly kind: 'undone'; readonly undone: Undone };

type Form = {
  readonly names: readonly FieldName[];
  readonly values: Values;
  readonly typed: Typed;
  readonly taxIds: ReturnType<typeof taxRowsTyped>;
};

/** Saves what was touched: in the profile on its version, in the settings only over the values that the form showed. */
async function save(c: DashboardContext, section: Section, form: Form): Promise<Saved> {
  const [ctx, { scope }] = [c.get('ctx'), c.get('staff')];
  const { resource, settings } = await readHouse(c);
  const now = valuesOf(resource, settings);
  const changed = touched(form.names, form.values, wasOf(form.typed));
  const overtaken = changed.filter(
    (name) => SETTINGS.has(name) && now[name] !== (wasOf(form.typed)[name] ?? ''),
  );
  if (overtaken.length > 0) {
    const fields = overtaken.map((name) =>
      words.conflictField(
        words.fields[name][0],
        readable(name, now[name]),
        readable(name, form.values[name] ?? ''),
      ),
    );
    return { kind: 'conflict', text: words.settingsConflict, fields };
  }
  const own = changed.filter((name) => !SETTINGS.has(name) && !COUNTERS.has(name));
  const change = {
    ...profileChange(own, form.values, resource.profile),
    ...(section === 'address' && { taxIds: taxIdsOf(form.taxIds) }),
  };
  const basedOn = versionOf(form.typed);
  const ask = { scope, basedOn, change, commandId: newId(ctx, 'req') };
  const profile = Object.keys(change).length === 0 ? null : await updateProfile(ctx, ask);
  if (profile?.kind === 'refused' && profile.rejection.code === 'profile_changed') {
    const { version, fields } = profile.rejection;
    return { kind: 'conflict', text: words.conflict(version), fields: fields.map(conflictLine) };
  }
  if (profile !== null && profile.kind !== 'done') return { kind: 'undone', undone: profile };
  for (const [name, kind] of COUNTERS) {
    if (!changed.includes(name)) continue;
    const typed = form.values[name] ?? '';
    const nextNumber = /^\d{1,10}$/.test(typed) ? Number(typed) : 0;
    const raised = await raiseNextNumber(ctx, { scope, kind, nextNumber, commandId: newId(ctx, 'req') });
    if (raised.kind !== 'done') return { kind: 'undone', undone: at(name, raised) };
  }
  const rest = settingsChange(changed, form.values);
  if (Object.keys(rest).length > 0) {
    const updated = await updateSettings(ctx, { scope, change: rest, commandId: newId(ctx, 'req') });
    if (updated.kind !== 'done') return { kind: 'undone', undone: updated };
  }
  const isNew = profile?.kind === 'done' && profile.value.version !== resource.version;
  if (isNew) return { kind: 'saved', word: 'profile_saved' };
  return { kind: 'saved', word: changed.length > 0 ? 'settings_saved' : 'nothing_changed' };
}

/** The fields that raise a counter, and the documents that it counts. */
const COUNTERS: ReadonlyMap<FieldName, Numbered> = new Map([
  ['nextNumber', 'invoice'],
  ['nextCreditNote', 'credit_note'],
]);

/** A refusal of a next number, at the field that it was typed into. */
const at = (name: FieldName, undone: Undone): Undone =>
  undone.kind === 'refused' && undone.rejection.code === 'invalid'
    ? refused({
        code: 'invalid',
        problems: undone.rejection.problems.map(({ message }) => ({ path: name, message })),
      })
    : undone;

/** What stands in the settings of collecting, and holds at once. */
const SETTINGS: ReadonlySet<FieldName> = new Set<FieldName>([
  ...SECTION_FIELDS.payments,
  ...SECTION_FIELDS.collection,
  'contactsMail',
  'booksClosedUntil',
  'monthlyStatements',
  ...SECTION_FIELDS.schedules,
]);

export const versionOf = (typed: Typed): number | null =>
  /^[1-9]\d{0,8}$/.test(typed.version ?? '') ? Number(typed.version) : null;

/** The values that the form was drawn with; none of a form that says them no more. */
function wasOf({ was = '' }: Typed): Values {
  try {
    const read: unknown = JSON.parse(was);
    return typeof read === 'object' && read !== null ? Object.fromEntries(Object.entries(read)) : {};
  } catch {
    return {};
  }
}

const shown = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : value === null || value === undefined
      ? words.none
      : JSON.stringify(value);

export function fieldLabel(field: string): string {
  const own: Readonly<Record<string, string>> = words.fieldNames;
  const listed: Readonly<Record<string, readonly [string, string | null]>> = words.fields;
  return own[field] ?? listed[field]?.[0] ?? field;
}

export const conflictLine = ({ field, now, asked, was }: FieldConflict): string =>
  words.conflictField(fieldLabel(field), shown(now), shown(asked === undefined ? was : asked));

/** Problems by the field of the form that each is about, and what belongs to none. */
export function byField(undone: Undone): {
  readonly problems: Readonly<Record<string, string>>;
  readonly rest: string;
} {
  const found: readonly FieldProblem[] =
    undone.kind === 'refused' && undone.rejection.code === 'invalid' ? undone.rejection.problems : [];
  const named = found.filter(({ path }) => path !== '');
  const problems = Object.fromEntries(named.map(({ path, message }) => [fieldOf(path), message]));
  const rest = found.filter(({ path }) => path === '').map(({ message }) => message);
  return { problems, rest: rest.join(' ') };
}

/** `address.line1` → `line1`; `taxIds[0].value` → `taxIds[0]`; `bankAccounts[3].numbers.iban` → `iban`; `retryDays[1]` → `retryDays`. */
function fieldOf(path: string): string {
  if (path.startsWith('taxIds')) return /^taxIds\[\d+\]/.exec(path)?.[0] ?? path;
  const last = path.split('.').at(-1) ?? path;
  return last.replace(/\[\d+\]$/, '');
}
