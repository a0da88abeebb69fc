import { readMatches } from '../../db/queries/import-matches.ts';
import { type NamedCustomer, readNamed } from '../../db/queries/taken-invoices.ts';
import { folded, searchTerms } from '../../domain/customer/search-words.ts';
import type { TakenInvoice } from '../../domain/imports/read-invoice.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';
import { isStripeKey, STRIPE_KEY } from '../facts/customer-input.ts';

type Wanted = { readonly line: number; readonly customer: TakenInvoice['customer'] };

/** Whose invoice it is; or why nobody can say, and in which column. */
export type FoundCustomer =
  | { readonly customerId: string }
  | { readonly column: string | null; readonly message: string };

/**
 * The customers that invoices name, by line: by id or an id elsewhere, else by an address, else by a name or an alias that
 * one customer alone has. A few statements, however many lines.
 */
export async function findCustomers(
  ctx: Pick<Context, 'db'>,
  scope: Scope,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<number, FoundCustomer>> {
  const matches = await readMatches(
    ctx.db,
    scope,
    wanted.map(({ line, customer: { id, email, externalIds } }) => ({
      line,
      id,
      email,
      externalIds: externalIds.map(({ key, value }) => ({ key: isStripeKey(key) ? STRIPE_KEY : key, value })),
    })),
  );
  const byLine = Map.groupBy(matches, ({ line }) => line);
  const named = await readByName(ctx, scope, wanted);
  return new Map(
    wanted.map(({ line, customer }) => {
      const found = byLine.get(line) ?? [];
      const ids = (by: readonly string[]) =>
        new Set(found.filter((match) => by.includes(match.by)).map(({ customerId }) => customerId));
      return [
        line,
        choose(customer, { sure: ids(['id', 'external']), mail: ids(['email']), named: named.get(line) }),
      ];
    }),
  );
}

type Candidates = {
  readonly sure: ReadonlySet<string>;
  readonly mail: ReadonlySet<string>;
  readonly named: ReadonlySet<string> | undefined;
};

function choose({ id, externalIds, email, name }: Wanted['customer'], found: Candidates): FoundCustomer {
  if (id !== null || externalIds.length > 0) {
    if (id !== null && !found.sure.has(id)) {
      return { column: 'customerId', message: 'There is no customer with this id.' };
    }
    const column = id === null ? `externalId:${externalIds[0]?.key ?? ''}` : 'customerId';
    return only(
      found.sure,
      column,
      'There is no customer with this id.',
      'Its ids belong to several customers.',
    );
  }
  if (email !== null) {
    const none = 'No customer has this address: import your customers first, or give an id.';
    return only(found.mail, 'customerEmail', none, 'Several customers have this address: give an id.');
  }
  if (name !== null) {
    const none = 'No customer has this name: import your customers first, or give an id.';
    return only(
      found.named ?? new Set(),
      'customerName',
      none,
      'Several customers have this name: give an id.',
    );
  }
  return { column: null, message: 'It does not say whose invoice it is: give an id, an address or a name.' };
}

function only(ids: ReadonlySet<string>, column: string, none: string, several: string): FoundCustomer {
  const [customerId, ...others] = ids;
  if (customerId === undefined) return { column, message: none };
  return others.length > 0 ? { column, message: several } : { customerId };
}

/** Those that are called exactly so, but for case and accents. */
async function readByName(
  ctx: Pick<Context, 'db'>,
  scope: Scope,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const names = new Map<number, string>();
  const terms = wanted.flatMap(({ line, customer: { id, email, externalIds, name } }) => {
    if (id !== null || email !== null || externalIds.length > 0 || name === null) return [];
    names.set(line, plain(name));
    const [longest, ...others] = searchTerms(name).toSorted((a, b) => b.length - a.length);
    return longest === undefined ? [] : [{ line, longest, others }];
  });
  if (terms.length === 0) return new Map();
  const rows = await readNamed(ctx.db, scope, terms);
  const fitting = rows.filter((row) => namesOf(row).includes(names.get(row.line) ?? ''));
  return new Map(
    [...Map.groupBy(fitting, ({ line }) => line)].map(([line, some]) => [
      line,
      new Set(some.map(({ customerId }) => customerId)),
    ]),
  );
}

const plain = (name: string): string => folded(name).trim().replaceAll(/\s+/g, ' ');

function namesOf({ legalName, label, aliases }: NamedCustomer): readonly string[] {
  const known: unknown = JSON.parse(aliases);
  return [legalName, label, ...(Array.isArray(known) ? known : [])].flatMap((name) =>
    typeof name === 'string' ? [plain(name)] : [],
  );
}
