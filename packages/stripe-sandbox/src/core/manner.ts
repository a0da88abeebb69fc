import { ApiError } from './api-error.ts';
import type { Worlds } from './worlds.ts';

/** What a text is in the world of other words: nothing that code could look for. */
const OTHER_WORDS = 'This is what happened, put differently.';

/** A text of Stripe's: as it was met, or in other words. */
export function inWords({ words }: Worlds, text: string): string {
  switch (words) {
    case 'as_met':
      return text;
    case 'other':
      return OTHER_WORDS;
  }
}

/** A refusal as this world puts it: its words, the name of the parameter, and the fields beside them. */
export function inManner(worlds: Worlds, error: ApiError): ApiError {
  const { details } = error;
  const { missing } = details;
  const bare = worlds.errorFields === 'few';
  const param = missing !== undefined && worlds.missingParam === 'noun' ? nounOf(missing) : details.param;
  const code = bare && details.codeAssumed ? undefined : details.code;
  const extra = bare && error.type !== 'card_error' ? undefined : details.extra;
  return new ApiError(error.status, error.type, inWords(worlds, error.message), {
    ...details,
    code,
    param,
    extra,
    bare,
  });
}

/** `checkout.session` is a session, `payment_intent` and `setupintent` are intents. */
function nounOf(kind: string): string {
  const last = kind.split(/[._ ]/).at(-1) ?? kind;
  return last.endsWith('intent') ? 'intent' : last.toLowerCase();
}
