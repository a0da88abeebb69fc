import {
  OWN_DETAIL_NAMES,
  OWN_DETAILS,
  type OwnDetail,
  type OwnDetailProblem,
  type TypedDetails,
} from '../../domain/customer/own-details.ts';
import { TextField } from '../components/fields.tsx';
import type { Flash } from '../components/flash.tsx';
import { Button, Hidden, PostForm } from '../components/form.tsx';
import { Lead, Remark } from '../components/prose.tsx';
import { isolate } from '../text.ts';
import { type PortalContext, portalPage } from './frame.tsx';
import { type PortalWriter, portalWriter } from './writer.ts';

export type DetailsView = {
  readonly details: TypedDetails;
  readonly version: number;
  /** ISO 3166-1 alpha-2; null where none is known. */
  readonly country: string | null;
  readonly problems: Readonly<Partial<Record<OwnDetail, OwnDetailProblem>>>;
  readonly trouble: 'changed' | 'busy' | null;
};

/** A customer's own billing details: what goes on their next invoices. */
export function detailsPage(
  view: DetailsView,
  context: PortalContext & { readonly said: string | null },
): string {
  const writer = portalWriter(context.speech);
  const words = writer.portal.details;
  const { customer, merchant, csrf } = context.visit;
  const body = (
    <>
      <h1>{words.title}</h1>
      <Lead>{words.explained}</Lead>
      <p class="lead" dir="auto">
        <b>{customer.name}</b>
        {view.country !== null && <span class="soft block">{countryName(view.country, writer)}</span>}
      </p>
      <Remark>{words.ask(isolate(merchant.name))}</Remark>
      <PostForm csrf={csrf} action="/portal/details">
        <Hidden name="version" value={String(view.version)} />
        {OWN_DETAIL_NAMES.map((name) => (
          <TextField
            name={name}
            label={words.fields[name]}
            value={view.details[name]}
            problem={problemText(view.problems[name], OWN_DETAILS[name], writer)}
            maxlength={OWN_DETAILS[name]}
            dir="auto"
          />
        ))}
        <p class="bar">
          <Button>{words.save}</Button>
        </p>
      </PostForm>
    </>
  );
  const said = flashOf(view, context.said, writer);
  return portalPage({ title: words.title, context, area: 'details', said, body });
}

function flashOf({ trouble }: DetailsView, said: string | null, { portal }: PortalWriter): Flash | null {
  if (trouble !== null) return { tone: 'bad', text: portal.details.trouble[trouble] };
  return said === 'details_saved' ? { tone: 'good', text: portal.details.saved } : null;
}

function problemText(
  problem: OwnDetailProblem | undefined,
  most: number,
  { portal, decimal }: PortalWriter,
): string | null {
  const words = portal.details.problem;
  switch (problem) {
    case undefined:
      return null;
    case 'too_long':
      return words.too_long(decimal(String(most)));
    case 'unreadable':
      return words.unreadable;
    default:
      return problem satisfies never;
  }
}

const countryName = (code: string, { locale }: PortalWriter): string =>
  new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(code) ?? code;
