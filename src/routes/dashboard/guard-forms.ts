import { formGuards } from '../own-forms.ts';
import { respondBare } from './respond.ts';

export const { fromOurPages, withForm, withToken } = formGuards(respondBare);

/** A path of the dashboard that is safe to redirect to, or null: never one outside it. */
export const pathWithin = (path: string): `/dashboard${string}` | null => (isWithin(path) ? path : null);

const isWithin = (path: string): path is `/dashboard${string}` => path.length <= 200 && WITHIN.test(path);

const WITHIN =
  /^\/dashboard(?:\/signed-in|\/account(?:\/[A-Za-z0-9_-]+)*|\/mer_[0-9a-z]{26}(?:\/[A-Za-z0-9_-]+)*)?$/;
