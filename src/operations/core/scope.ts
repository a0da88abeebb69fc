import type { Scope } from '../../domain/scope.ts';

export type { Scope } from '../../domain/scope.ts';

/** The input of a verb that a merchant's own people or programs call. */
export type Scoped<Ask> = Ask & { readonly scope: Scope };
