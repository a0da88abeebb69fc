import { OWN_EVENT_TYPES, USED_EVENT_TYPES } from '../event-families.ts';
import type { EndpointsFound } from './status.ts';

/** A webhook endpoint at Stripe. */
export type Endpoint = {
  readonly url: string;
  readonly isEnabled: boolean;
  /** It is told of connected accounts; otherwise of the own one. */
  readonly isConnect: boolean;
  /** `*` for all. */
  readonly types: readonly string[];
};

/**
 * What the endpoints at our address lack for the events of an account: one for the own account cannot be made one for
 * connected accounts, so that what nobody is told of shows only where somebody looks.
 */
export function judgeEndpoints(
  endpoints: readonly Endpoint[],
  { url, isConnected }: { readonly url: string; readonly isConnected: boolean },
): EndpointsFound {
  const here = endpoints.filter((each) => sameAddress(each.url, url));
  const ofKind = here.filter(({ isConnect }) => isConnect === isConnected);
  const working = ofKind.filter(({ isEnabled }) => isEnabled);
  const needed: readonly string[] = isConnected ? USED_EVENT_TYPES : OWN_EVENT_TYPES;
  const told = new Set(working.flatMap(({ types }) => types));
  const isMissing = working.length === 0;
  return {
    isMissing,
    isOwnOnly: isConnected && isMissing && here.some(({ isConnect, isEnabled }) => !isConnect && isEnabled),
    isDisabled: isMissing && ofKind.length > 0,
    missingTypes: isMissing || told.has('*') ? [] : needed.filter((type) => !told.has(type)),
  };
}

/** Stripe keeps an address as it was typed. */
const sameAddress = (a: string, b: string): boolean => a.replace(/\/+$/, '') === b.replace(/\/+$/, '');

/** Whether anything has to be done about it. */
export const lacksEndpoints = (found: EndpointsFound | null): boolean =>
  found !== null && (found.isMissing || found.missingTypes.length > 0);
