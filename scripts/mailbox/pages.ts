import { html, raw } from 'hono/html';
import type { LocalPage } from '../stack/pages.ts';
import type { Behaviour, BehaviourKind } from './behaviours.ts';
import type { MailAttachment, Message } from './message.ts';
import { STYLE } from './style.ts';

const REFRESH_SECONDS = 5;
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

type Html = ReturnType<typeof html>;

/** What the list shows beside the mails. */
interface Shown {
  readonly recipient: string;
  readonly refreshing: boolean;
  readonly links: readonly LocalPage[];
  readonly behaviours: readonly (readonly [address: string, behaviour: Behaviour])[];
}

/** The list, newest first. It reloads itself, without a script, until the reader asks it to stop. */
export function listPage(
  messages: readonly Message[],
  { recipient, refreshing, links, behaviours }: Shown,
): Html {
  const title = messages.length === 1 ? '1 mail' : `${messages.length} mails`;
  const filter = recipient === '' ? '' : `to=${encodeURIComponent(recipient)}`;
  const elsewhere = html`<nav class="elsewhere" aria-label="Elsewhere">${links.map(
    ({ name, url }) => html`<a href="${url}">${name}</a>`,
  )}</nav>`;
  const body = html`${links.length === 0 ? '' : elsewhere}<header>
      <h1>Mailbox: ${title}${recipient === '' ? '' : ` to ${recipient}`}</h1>
      <nav>
        ${recipient === '' ? '' : html`<a href="/">All recipients</a>`}
        ${
          refreshing
            ? html`<a href="/?refresh=off&amp;${filter}">Stop refreshing</a>`
            : html`<a href="/?${filter}">Refresh by itself</a>`
        }
        ${messages.length === 0 ? '' : html`<form method="post" action="/delete"><button>Delete all</button></form>`}
      </nav>
    </header>
    ${
      messages.length === 0
        ? html`<p class="empty">No mail yet. Send an invoice and it appears here; nothing leaves this machine.</p>`
        : html`<ul class="list">${messages.map(listItem)}</ul>`
    }
    ${behaviourForm(behaviours)}`;
  return page(title, body, refreshing);
}

const SAYS: Readonly<Record<BehaviourKind, string>> = {
  refuse: 'refuses mail for good',
  delay: 'refuses mail for now',
  bounce: 'takes mail, then returns it',
  complain: 'takes mail, then calls it spam',
};

/** What addresses do other than take their mail, and a form that has one do so. */
function behaviourForm(behaviours: Shown['behaviours']): Html {
  return html`<details${behaviours.length === 0 ? '' : raw(' open')}><summary>Addresses that don’t take their mail</summary>
      ${behaviours.map(
        ([address, { kind }]) => html`<form class="row" method="post" action="/behaviours">
          <span><b>${address}</b> ${SAYS[kind]}</span>
          <input type="hidden" name="address" value="${address}"><button name="kind" value="take">Take mail again</button></form>`,
      )}
      <form class="row" method="post" action="/behaviours">
        <label>Address <input name="address" type="text" inputmode="email" required></label>
        <label>What it does <select name="kind">${Object.entries(SAYS).map(
          ([kind, says]) => html`<option value="${kind}">${says}</option>`,
        )}</select></label>
        <button>Set</button>
      </form></details>`;
}

function listItem(message: Message): Html {
  const count = message.attachments.length;
  return html`<li>
    <div><a href="/messages/${message.id}">${message.subject}</a>
      <p class="soft">To ${message.envelopeTo.join(', ')}</p></div>
    <p class="soft when"><time datetime="${message.receivedAt}">${moment.format(new Date(message.receivedAt))}</time>
      ${count === 0 ? '' : html`<br>${count === 1 ? '1 attachment' : `${count} attachments`}`}</p>
  </li>`;
}

/** One mail: its HTML in a frame that runs nothing, its text, attachments and headers. */
export function messagePage(message: Message): Html {
  const { id, subject, attachments } = message;
  const body = html`<header><h1>${subject}</h1><nav><a href="/">All mail</a><a href="/messages/${id}/raw">Source</a></nav></header>
    <dl>
      <dt>From</dt><dd>${message.from}</dd>
      <dt>To</dt><dd>${message.to}</dd>
      <dt>Delivered to</dt><dd>${message.envelopeTo.join(', ')}</dd>
      <dt>Received</dt><dd><time datetime="${message.receivedAt}">${moment.format(new Date(message.receivedAt))}</time></dd>
      ${
        attachments.length === 0
          ? ''
          : html`<dt>Attachments</dt><dd>${attachments.map((part, index) => attachmentLinks(id, part, index))}</dd>`
      }
    </dl>
    ${
      message.html === null
        ? ''
        : html`<iframe title="The mail as HTML" src="/messages/${id}/html"
            sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
          <p class="soft"><a href="/messages/${id}/html" target="_blank" rel="noopener">Open the HTML part alone</a></p>`
    }
    <h2>Text</h2>
    ${message.text === null ? html`<p class="soft">This mail has no text part.</p>` : html`<pre>${linked(message.text)}</pre>`}
    <details><summary>Headers</summary>
      <pre>${message.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}</pre></details>`;
  return page(subject, body, false);
}

/** For a form that asks for what no address can do. */
export function refusedPage(why: string): Html {
  const body = html`<header><h1>Not done</h1><nav><a href="/">All mail</a></nav></header><p>${why}</p>`;
  return page('Not done', body, false);
}

/** For an address that leads nowhere: a deleted mail, most often. */
export function missingPage(): Html {
  return page(
    'Not here',
    html`<header><h1>This mail is not here</h1><nav><a href="/">All mail</a></nav></header>
      <p>It was deleted, or never arrived.</p>`,
    false,
  );
}

function attachmentLinks(id: string, part: MailAttachment, index: number): Html {
  const address = `/messages/${id}/attachments/${index}`;
  return html`<div><a href="${address}" target="_blank" rel="noopener">${part.filename}</a>
    <span class="soft">${part.contentType}, ${sizeOf(part.content.byteLength)}</span>
    <a href="${address}?download=1" aria-label="Download ${part.filename}">Download</a></div>`;
}

function sizeOf(byteCount: number): string {
  return byteCount < 1024 ? `${byteCount} bytes` : `${(byteCount / 1024).toFixed(1)} KB`;
}

/** The text with its web addresses made links, each piece escaped on its own. */
function linked(text: string): readonly (string | Html)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/)
    .map((piece, index) =>
      index % 2 === 1
        ? html`<a href="${piece}" target="_blank" rel="noopener noreferrer">${piece}</a>`
        : piece,
    );
}

function page(title: string, body: Html, refreshing: boolean): Html {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · Mailbox</title>
${refreshing ? html`<meta http-equiv="refresh" content="${REFRESH_SECONDS}">` : ''}
<link rel="icon" href="data:,"><style>${raw(STYLE)}</style></head>
<body><main>${body}</main></body></html>`;
}
