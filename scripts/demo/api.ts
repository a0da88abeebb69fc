/** The fields of the API's invoice that the demo reads. */
export interface ApiInvoice {
  readonly id: string;
  readonly number: string | null;
  readonly status: string;
  readonly currency: string;
  readonly hostedInvoiceUrl: string | null;
  readonly paymentUrl: string | null;
}

export interface DemoApi {
  /** With the key, a repetition changes nothing and answers as the first time. */
  post<T>(path: string, body: unknown, idempotencyKey: string): Promise<T>;
  get<T>(path: string): Promise<T>;
}

/** A client of the app's public API. An answer that is not 2xx throws, with the problem it names. */
export function demoApi(app: string, apiKey: string): DemoApi {
  async function call<T>(path: string, init: RequestInit): Promise<T> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${apiKey}`);
    const answer = await fetch(`${app}/api/v1${path}`, { ...init, headers });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(
        `${init.method ?? 'GET'} /api/v1${path} answered ${answer.status}: ${text.slice(0, 600)}`,
      );
    return JSON.parse(text);
  }
  return {
    post: (path, body, idempotencyKey) =>
      call(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey },
        body: JSON.stringify(body),
      }),
    get: (path) => call(path, {}),
  };
}
