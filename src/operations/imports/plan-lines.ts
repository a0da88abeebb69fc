import { readMatches, selectByIds, selectIdsElsewhere } from '../../db/queries/import-matches.ts';
import type { ImportLine } from '../../db/writes/customer-imports.ts';
import { changesOf, type FieldChange } from '../../domain/imports/changes.ts';
import { type ParentPlan, planParent } from '../../domain/imports/parent.ts';
import { type LineProblem, type ReadLine, readLine } from '../../domain/imports/read-line.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { isStripeKey, STRIPE_KEY } from '../facts/customer-input.ts';
import { findParents } from './plan-parents.ts';

/** What a line comes to, with what it would change. */
export type Plan =
  | { readonly kind: 'wrong'; readonly problems: readonly LineProblem[] }
  | (Planned & { readonly kind: 'create' })
  | (Planned & { readonly kind: 'change' | 'same' | 'propose'; readonly customerId: string });

type Planned = {
  readonly read: ReadLine;
  /** Who is to pay for it; null where the line does not say. */
  readonly parent: Exclude<ParentPlan, { readonly kind: 'wrong' }> | null;
  readonly changes: readonly FieldChange[];
};

const NOBODY = {
  texts: {},
  address: {},
  billingEmails: [],
  customerAliases: [],
  taxIds: [],
  externalIds: [],
  parentId: null,
};

/**
 * What lines come to as the customers stand now: found by id or by an id elsewhere they are changed, found by an address
 * alone they are proposed. A few statements, however many lines.
 */
export async function planLines(
  ctx: Context,
  { id: importId, ...scope }: Scope & { readonly id: string },
  lines: readonly Pick<ImportLine, 'line' | 'given'>[],
): Promise<ReadonlyMap<number, Plan>> {
  const read = lines.map(({ line, given }) => ({ line, read: readOf(given) }));
  const wanted = read.flatMap(({ line, read: one }) =>
    'id' in one ? [{ line, id: one.id, email: one.texts.email ?? null, externalIds: one.externalIds }] : [],
  );
  const matches = await readMatches(ctx.db, scope, wanted);
  const byLine = Map.groupBy(matches, ({ line }) => line);
  const ids = [...new Set(matches.map(({ customerId }) => customerId))];
  const [rows, elsewhere] = await Promise.all([selectByIds(ctx.db, ids), selectIdsElsewhere(ctx.db, ids)]);
  const customers = new Map(rows.map((row) => [row.id, row]));
  const idsOf = Map.groupBy(elsewhere, ({ customerId }) => customerId);
  const parents = read.flatMap(({ line, read: one }) =>
    'id' in one && one.parent !== null ? [{ line, parent: one.parent }] : [],
  );
  const { named, paying } = await findParents(ctx, scope, { importId, wanted: parents, customerIds: ids });
  /** Who is to pay for a line's customer; null where the line does not say. */
  const parentOf = (line: number, one: ReadLine, customerId: string | null): ParentPlan | null => {
    const found = named.get(line);
    if (one.parent === null || found === undefined) return null;
    const parentId = customerId === null ? null : (customers.get(customerId)?.parentId ?? null);
    const hasChildren = customerId !== null && paying.has(customerId);
    return planParent({ line, customerId, parentId, hasChildren }, found);
  };
  const plan = (line: number, one: ReadLine | readonly LineProblem[]): Plan => {
    if (!('id' in one)) return { kind: 'wrong', problems: one };
    const found = byLine.get(line) ?? [];
    const sure = new Set(found.filter(({ by }) => by !== 'email').map(({ customerId }) => customerId));
    if (sure.size > 1) return wrong('Its ids belong to several customers: correct them first.');
    if (one.id !== null && !sure.has(one.id)) return wrong('There is no customer with this id.', 'id');
    const alike = [...new Set(found.map(({ customerId }) => customerId))];
    const [known] = sure.size === 1 ? [...sure] : alike;
    if (known === undefined) return created(one, parentOf(line, one, null));
    if (sure.size === 0 && alike.length > 1)
      return wrong('Several customers have this address: give an id.', 'email');
    const row = customers.get(known);
    if (row === undefined) return wrong('Its customer was deleted meanwhile.');
    if (row.erasedAt !== null) return wrong('The data of this customer was erased.');
    const { address, billingEmails, customerAliases, taxIds, ...texts } = row;
    const standing = {
      texts: textsOf(texts),
      address,
      billingEmails,
      customerAliases,
      taxIds,
      externalIds: idsOf.get(known) ?? [],
      parentId: row.parentId,
    };
    const parent = parentOf(line, one, known);
    if (parent?.kind === 'wrong') return wrong(parent.message, 'parent');
    const changes = changesOf(one, standing, shownParent(one, parent));
    const kind = changes.length === 0 ? 'same' : sure.size === 1 ? 'change' : 'propose';
    return { kind, customerId: known, read: one, parent, changes };
  };
  return new Map(read.map(({ line, read: one }) => [line, plan(line, one)]));
}

/** A parent's id; what the line names it by where another line makes it. */
function shownParent({ parent }: ReadLine, plan: Planned['parent']): string | null {
  if (plan?.kind === 'known') return plan.parentId;
  return parent === null || plan === null || parent.by === 'id' ? null : `${parent.key}:${parent.value}`;
}

function created(read: ReadLine, parent: ParentPlan | null): Plan {
  if (read.texts.legalName === undefined) {
    return wrong('Nobody here has these ids or this address, and a new customer needs a name.', 'legalName');
  }
  if (parent?.kind === 'wrong') return wrong(parent.message, 'parent');
  return { kind: 'create', read, parent, changes: changesOf(read, NOBODY, shownParent(read, parent)) };
}

const wrong = (message: string, column: string | null = null): Plan => ({
  kind: 'wrong',
  problems: [{ column, message }],
});

function readOf(given: ImportLine['given']): ReadLine | readonly LineProblem[] {
  const read = readLine(given);
  if (!('id' in read)) return read;
  const named = read.externalIds.map(({ key, value }) => ({
    key: isStripeKey(key) ? STRIPE_KEY : key,
    value,
  }));
  const [first, ...others] = new Set(named.map(({ key }) => key));
  return first !== undefined && 1 + others.length < named.length
    ? [{ column: 'externalIds', message: 'One system is named twice.' }]
    : { ...read, externalIds: named, parent: withStripeKey(read.parent) };
}

const withStripeKey = (parent: ReadLine['parent']): ReadLine['parent'] =>
  parent?.by === 'external' && isStripeKey(parent.key) ? { ...parent, key: STRIPE_KEY } : parent;

const textsOf = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'string' ? value : null]),
  );
