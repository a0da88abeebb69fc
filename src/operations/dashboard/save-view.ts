import { MOST_SAVED_VIEWS, selectSavedViews } from '../../db/queries/saved-views.ts';
import { removeView, saveView } from '../../db/writes/saved-views.ts';
import { readListAsk, writeListAsk } from '../../domain/invoice/staff-list.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

const LONGEST_NAME = 60;

type Asked = { readonly name: string; readonly query: string };

/** Keeps filters of the list of invoices under a name; another view of that name is replaced. Rejects with `invalid`. */
export async function saveListView(
  ctx: Context,
  { scope, name, query }: Scoped<Asked>,
): Promise<Outcome<string>> {
  const called = nameOf(name);
  const filters = writeListAsk(readListAsk(Object.fromEntries(new URLSearchParams(query))));
  if (called === '') return no('name', 'Give the view a name.');
  if ([...called].length > LONGEST_NAME)
    return no('name', `Give a name of at most ${LONGEST_NAME} characters.`);
  if (filters === '') return no('query', 'Choose a filter first: all invoices need no view.');
  const saved = await selectSavedViews(ctx.db, scope);
  if (saved.length >= MOST_SAVED_VIEWS && !saved.some((view) => view.name === called)) {
    return no('name', `There are ${MOST_SAVED_VIEWS} views already. Remove one first.`);
  }
  await saveView(ctx.db, scope, { name: called, query: filters, savedAt: ctx.now() });
  return done(filters);
}

/** Removes a view; one that is not there is none already. */
export async function removeListView(
  ctx: Context,
  { scope, name }: Scoped<Pick<Asked, 'name'>>,
): Promise<Outcome<null>> {
  await removeView(ctx.db, scope, nameOf(name));
  return done(null);
}

const nameOf = (typed: string): string => typed.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
const no = (path: string, message: string) => refused({ code: 'invalid', problems: [{ path, message }] });
