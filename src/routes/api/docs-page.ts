import { type Html, html, NOTHING, trusted } from '../../views/html.ts';
import { NO_BRAND } from '../../views/layout.ts';
import { styleSheet } from '../../views/styles.ts';
import { exampleWriter } from './docs-call.ts';
import type { ApiDocument, ApiOperation } from './docs-model.ts';
import { field, fieldsWithin, prose } from './docs-schema.ts';
import { DOCS_SHEET } from './docs-style.ts';
import { PROBLEMS } from './problem-catalogue.ts';

type Call = { readonly method: string; readonly path: string; readonly operation: ApiOperation };

/** The API's documentation as one page without scripts, rendered from its OpenAPI document: contents, text, examples. */
export function docsPage(document: ApiDocument, nonce: string): string {
  const { title, description } = document.info;
  const url = document.servers[0]?.url ?? '';
  const calls = Object.entries(document.paths).flatMap(([path, methods]): Call[] =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const byTag = [...Map.groupBy(calls, ({ operation }) => operation.tags[0] ?? '')];
  const sheet = trusted(`${styleSheet(NO_BRAND)}${DOCS_SHEET}`);
  const example = exampleWriter(document, url);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <title>${title}</title>
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <style nonce="${nonce}">${sheet}</style>
      </head>
      <body>
        <div class="api">
          ${contents(byTag)}
          <main>
            <h1 class="title">${title}</h1>
            <p class="lead">${description}</p>
            ${start(url)}
            ${byTag.map(([tag, those]) => tagPart(tag, those, example))}
            ${schemas(document)}
            ${problems()}
          </main>
        </div>
      </body>
    </html>`.text;
}

function contents(byTag: readonly (readonly [tag: string, calls: readonly Call[]])[]): Html {
  const entry = ({ method, path, operation }: Call) =>
    html`<li><a href="#${operation.operationId}"><span class="verb">${method}</span> ${path.replace('/api/v1', '')}</a></li>`;
  return html`<nav class="side" aria-label="On this page">
    <ul>
      <li><a href="#start"><b>Start</b></a></li>
      ${byTag.map(
        ([tag, calls]) =>
          html`<li><details><summary>${tag}</summary><ul>
            <li><a href="#${tag}">All of ${tag}</a></li>${calls.map(entry)}</ul></details></li>`,
      )}
      <li><a href="#schemas"><b>Schemas</b></a></li>
      <li><a href="#problems"><b>Problems</b></a></li>
    </ul>
    <ul class="elsewhere">
      <li><a href="/api/v1/openapi.json">OpenAPI 3.1</a></li>
      <li><a href="/dashboard">Dashboard</a></li>
      <li><a href="/portal">Customer portal</a></li>
    </ul>
  </nav>`;
}

const start = (url: string): Html =>
  html`<section id="start">
    <h2>Start</h2>
    <p class="lead">Every call carries a key. A key belongs to one business, and to test or live mode: what belongs to
      another is not there. What a key may do is said by its scopes, of which none includes another: <code>read</code>,
      <code>write</code> (customers, drafts), <code>money</code> (what charges, refunds, or says that a debt is paid or gone)
      and <code>admin</code> (keys, settings, the end of the connection, the audit log).</p>
    <pre>curl ${url}/api/v1/invoices \\
  -H 'Authorization: Bearer qk_test_…' \\
  -H 'Idempotency-Key: 6f1e2c' \\
  -H 'Content-Type: application/json' \\
  -d '{"customerId": "cus_…", "currency": "USD", "dueDate": "2026-12-31",
       "lines": [{"description": "Design", "quantity": "1.5", "unitAmount": 12000}]}'</pre>
    <p class="lead">With an <code>Idempotency-Key</code>, a POST acts once however often it is sent within 24 hours: its
      answer is given again, with <code>Idempotent-Replayed: true</code>. Answers that decided nothing (400, 401, 429, 5xx)
      are not kept. Every answer has an <code>X-Request-Id</code>.</p>
  </section>`;

function tagPart(tag: string, calls: readonly Call[], example: (call: Call) => Html): Html {
  return html`<section id="${tag}"><h2>${tag}</h2>${calls.map((call) => operationPart(call, example(call)))}</section>`;
}

function operationPart({ method, path, operation }: Call, example: Html): Html {
  const parameters = (operation.parameters ?? []).map(({ name, required, schema, description }) =>
    field(name, required ?? false, schema, description),
  );
  const body = operation.requestBody?.content['application/json']?.schema;
  const takes = body?.$ref !== undefined || Object.keys(body?.properties ?? {}).length > 0;
  const takesBody =
    body !== undefined && takes ? field('body', operation.requestBody?.required ?? false, body) : NOTHING;
  const note = operation.description === undefined ? NOTHING : html` ${prose(operation.description)}`;
  const answers = Object.entries(operation.responses).map(([status, { description, content }]) => {
    const schema = content['application/json']?.schema;
    return field(status, false, schema ?? { type: 'problem' }, description);
  });
  const scopes = (operation.security ?? []).flatMap((schemes) => Object.values(schemes).flat());
  const needs =
    scopes.length === 0
      ? NOTHING
      : html`<p class="small soft">Scope: ${prose(`\`${scopes.join(', ')}\``)}</p>`;
  return html`<article class="call" id="${operation.operationId}">
    <div>
      <h3><span class="verb">${method}</span> <code>${path}</code></h3>
      <p>${operation.summary}.${note}</p>
      ${needs}
      ${folded(parameters, takesBody)}
      <details>
        <summary>Answers</summary>
        <ul>${answers}</ul>
      </details>
    </div>
    ${example}
  </article>`;
}

/** The parameters of a call, behind a line where there are many: a list's filters are looked up, not read. */
function folded(parameters: readonly Html[], body: Html): Html {
  if (parameters.length <= MOST_OPEN) return html`<ul>${parameters}${body}</ul>`;
  return html`<ul>${body}</ul>
    <details><summary>${String(parameters.length)} parameters</summary><ul>${parameters}</ul></details>`;
}

const MOST_OPEN = 4;

function schemas(document: ApiDocument): Html {
  const articles = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      html`<article id="schema-${name}"><details><summary><b>${name}</b></summary>${fieldsWithin(schema)}</details></article>`,
  );
  return html`<section id="schemas"><h2>Schemas</h2>${articles}</section>`;
}

function problems(): Html {
  const articles = Object.entries(PROBLEMS).map(
    ([code, { status, title, meaning }]) =>
      html`<article id="problem-${code}">
        <h3><code>${code}</code> <span class="soft">${String(status)}</span></h3>
        <p>${title}. ${prose(meaning)}</p>
      </article>`,
  );
  return html`<section id="problems">
    <h2>Problems</h2>
    <p class="lead">What is refused is answered as application/problem+json (RFC 9457); code says which of these it
      is.</p>
    ${articles}
  </section>`;
}
