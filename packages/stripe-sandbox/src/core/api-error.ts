import type { JsonObject } from './json.ts';

/** The classes of error that Stripe's API names in `error.type`. */
export type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

interface Details {
  code?: string | undefined;
  param?: string | undefined;
  /** Further fields of the error, such as `decline_code` or the PaymentIntent it is about. */
  extra?: JsonObject | undefined;
  /** True where the refusal is a result (a decline), so that its writes are committed. */
  keepsChanges?: boolean | undefined;
  /** Headers that go out with the refusal. */
  headers?: Record<string, string> | undefined;
  /** True where Stripe stores the answer under the idempotency key, since execution had started. */
  stored?: boolean | undefined;
  /** Stripe documents no code for this refusal: `code` is one that it might be. */
  codeAssumed?: boolean | undefined;
  /** The kind of the object that the path names and that does not exist. */
  missing?: string | undefined;
  /** True where the body holds no field beyond what the kind of error documents. */
  bare?: boolean | undefined;
}

/** A refusal in the shape of Stripe's API (docs.stripe.com/api/errors). */
export class ApiError extends Error {
  readonly status: number;
  readonly type: ErrorType;
  readonly details: Details;

  constructor(status: number, type: ErrorType, message: string, details: Details = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.details = details;
  }

  /** The body that goes to the caller. */
  body(requestId: string): JsonObject {
    const { code, param, extra, bare } = this.details;
    const log = { request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}` };
    return {
      error: {
        ...(code === undefined
          ? {}
          : {
              code,
              ...(bare
                ? {}
                : { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
            }),
        message: this.message,
        ...(param === undefined ? {} : { param }),
        ...(bare ? {} : log),
        type: this.type,
        ...extra,
      },
    };
  }
}

/** 400: the request is invalid. */
export function invalidRequest(message: string, details: Details = {}): ApiError {
  return new ApiError(400, 'invalid_request_error', message, details);
}

/** 400: the state does not allow this step. Execution had started, so the answer is stored and replayed. */
export function unexpectedState(code: string, message: string, details: Details = {}): ApiError {
  return invalidRequest(message, { code, stored: true, ...details });
}

/** The same, where Stripe names no code for it: this one is assumed. */
export function undocumentedState(code: string, message: string, details: Details = {}): ApiError {
  return unexpectedState(code, message, { codeAssumed: true, ...details });
}

/** 404: no such object. `noun` as Stripe says it, for instance `customer` or `payment_intent`. */
export function noSuchObject(noun: string, id: string, param = 'id'): ApiError {
  return new ApiError(404, 'invalid_request_error', `No such ${noun}: '${id}'`, {
    code: 'resource_missing',
    param,
    missing: noun,
  });
}

/** 400: an object named by a parameter does not exist. */
export function noSuchReference(noun: string, id: string, param: string): ApiError {
  return invalidRequest(`No such ${noun}: '${id}'`, { code: 'resource_missing', param });
}

/** 400: a required parameter is missing. */
export function parameterMissing(param: string): ApiError {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

/** 400: a parameter that Stripe, or this sandbox, does not have. */
export function parameterUnknown(params: string[]): ApiError {
  const list = params.join(', ');
  const noun = params.length === 1 ? 'parameter' : 'parameters';
  return invalidRequest(`Received unknown ${noun}: ${list}`, { code: 'parameter_unknown', param: params[0] });
}

/** 401: no key, a malformed one, or one that does not belong here. */
export function unauthorized(message: string, code?: string): ApiError {
  return new ApiError(401, 'invalid_request_error', message, { code });
}
