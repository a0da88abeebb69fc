import { type Context, newId } from '../../../src/operations/core/context.ts';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { OPEN_BRAKES, type Seeded } from './context.ts';

/** JSON of the API as far as tests read into it; what is not there is undefined. */
export type ApiBody = {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly data: readonly ApiBody[];
  readonly nextCursor: string | null;
  readonly number: string;
  readonly lines: readonly ApiBody[];
  readonly hostedInvoiceUrl: string;
  readonly paymentUrl: string;
};

export type Called = { readonly status: number; readonly headers: Headers; readonly body: ApiBody };

/** A client of the API with one merchant's key. */
export function apiClient(ctx: Context, { apiKey }: Pick<Seeded, 'apiKey'>) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Called> => {
    const raw = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await apiRoutes.request(
      `https://billing.test/api/v1${path}`,
      {
        method,
        headers: {
          Authorization: `Bearer ${apiKey}`,
          ...(raw !== null && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: raw,
      },
      { ctx, brakes: OPEN_BRAKES, appUrl: 'https://billing.test', requestId: newId(ctx, 'req') },
    );
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: JSON.parse(isJson ? text : '{}'),
    };
  };
}

export type ApiClient = ReturnType<typeof apiClient>;

/** A customer with an address, and its id. */
export async function makeCustomer(api: ApiClient, more: object = {}): Promise<string> {
  const made = await api('POST', '/customers', { legalName: 'Payer Inc', email: 'ap@payer.test', ...more });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body.id;
}

/** A draft of one line, as the API answers it. */
export async function makeDraft(api: ApiClient, customerId: string, more: object = {}): Promise<ApiBody> {
  const lines = [{ description: 'Work', quantity: '1.5', unitAmount: 12000 }];
  const made = await api('POST', '/invoices', { customerId, currency: 'USD', lines, ...more });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return made.body;
}
