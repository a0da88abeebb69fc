import { formGuards } from '../own-forms.ts';
import { wayBack } from '../way-back.ts';
import { respondBare } from './respond.ts';

export const { fromOurPages, withForm, withToken } = formGuards(respondBare, (c) =>
  respondBare(c, 413, 'too_large'),
);

/** A page of the dashboard that is safe to redirect to, or null: never one outside it. */
export const pathWithin = (page: string): `/dashboard${string}` | null => wayBack(page, isWithin);

const isWithin = (path: string): path is `/dashboard${string}` => WITHIN.test(path);

const WITHIN =
  /^\/dashboard(?:\/signed-in|\/account(?:\/[A-Za-z0-9_-]+)*|\/mer_[0-9a-z]{26}(?:\/[A-Za-z0-9_-]+)*)?$/;
