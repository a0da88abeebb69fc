import { and, asc, eq } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { savedViews } from '../schema/index.ts';
import { within } from './scoped.ts';

/** A business keeps no more of them. */
export const MOST_SAVED_VIEWS = 30;

/** The select for the views of a business that somebody saved, by name. */
export const selectSavedViews = (db: Database, scope: Scope) =>
  db
    .select({ name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(within(savedViews, scope))
    .orderBy(asc(savedViews.name))
    .limit(MOST_SAVED_VIEWS);

/** That a saved view is the one of this name. */
export const isNamed = (scope: Scope, name: string) =>
  and(within(savedViews, scope), eq(savedViews.name, name));
