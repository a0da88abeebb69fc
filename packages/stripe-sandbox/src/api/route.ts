import type { z } from 'zod';
import { invalidRequest } from '../core/api-error.ts';
import type { JsonObject } from '../core/json.ts';
import type { Scope } from '../core/scope.ts';
import { parseParams } from './params.ts';
import { checkShortLengths } from './short-lengths.ts';

export type Method = 'GET' | 'POST' | 'DELETE';

/** One operation of the API. */
export interface Route {
  method: Method;
  /** With `:id` where an object's id stands; with `:inner` for one below it, the handler gets `id/inner`. */
  path: string;
  /** Checks the parameters and runs the operation. Returns the object of the answer. */
  handle: (scope: Scope, sent: JsonObject, id: string) => object;
}

/** Builds a route from its parameters and handler. */
export function route<S extends z.ZodType>(
  method: Method,
  path: string,
  params: S,
  act: (scope: Scope, params: z.output<S>, id: string) => object,
): Route {
  return {
    method,
    path,
    handle(scope, sent, id) {
      const parsed = parseParams(params, sent);
      checkShortLengths(scope, sent);
      return act(scope, parsed, id);
    },
  };
}

/**
 * A route that took `payment_method_types` until stripe@23 and now refuses it, with an error of
 * its own rather than as an unknown parameter.
 */
export function routeWithoutMethodTypes<S extends z.ZodType>(
  path: string,
  params: S,
  act: (scope: Scope, params: z.output<S>, id: string) => object,
): Route {
  const inner = route('POST', path, params, act);
  return {
    ...inner,
    handle(scope, sent, id) {
      if (sent.payment_method_types !== undefined) {
        throw invalidRequest(
          'The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types`, `excluded_payment_method_types` or a payment method configuration instead.',
          { code: 'payment_method_types_no_longer_supported', param: 'payment_method_types' },
        );
      }
      return inner.handle(scope, sent, id);
    },
  };
}
