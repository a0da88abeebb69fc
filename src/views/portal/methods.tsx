import { VerbForm } from '../components/form.tsx';
import { ICONS } from '../components/icons.ts';
import { Lead, Remark, Section } from '../components/prose.tsx';
import { Markup } from '../components/render.ts';
import { VerbLink } from '../components/table.tsx';
import { isolate } from '../text.ts';
import type { ListedMethod, SettingsView } from './settings-view.ts';
import type { SettingsWriter } from './settings-writer.ts';

type List = { readonly view: SettingsView; readonly csrf: string; readonly writer: SettingsWriter };

/** The methods on file, in the order of charging. */
export const Methods = ({ view, csrf, writer }: List) => {
  const words = writer.own.settings;
  const { methods } = view;
  if (methods.length === 0) return <Lead>{words.none}</Lead>;
  return (
    <Section title={words.methods}>
      {methods.length > 1 && <Remark>{words.order}</Remark>}
      <ol class="methods">
        {methods.map((method, index) => (
          <li>
            <div>
              <b dir="auto">{writer.card(method.card)}</b>
              <State method={method} writer={writer} />
              {isBehind(method, methods) && <Remark>{words.othersFirst}</Remark>}
              <Detail method={method} writer={writer} />
            </div>
            <div class="acts">
              <MethodVerbs method={method} index={index} view={view} csrf={csrf} writer={writer} />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
};

/** The actions of a method. It moves by one step in the order, never above the default. */
const MethodVerbs = ({ method, index, view, csrf, writer }: List & Listed & { readonly index: number }) => {
  const words = writer.own.settings;
  const { id, isDefault, verification } = method;
  const isBelowTop = index > (view.methods[0]?.isDefault ? 1 : 0) && !isDefault;
  const isAboveEnd = index < view.methods.length - 1 && !isDefault;
  const isFirst = isDefault && !method.hasSteppedBack;
  const waits = isUnconfirmed(method);
  const canBeDefault = method.state === 'usable' && !isFirst && !method.isExpired && !waits;
  const fullLabel = (label: string) => writer.own.of(label, writer.card(method.card));
  const verb = (name: string, label: string, fields: Readonly<Record<string, string>> = {}) => (
    <VerbForm
      csrf={csrf}
      action={`/portal/settings/${name}`}
      fields={{ method: id, ...fields }}
      label={label}
      fullLabel={fullLabel(label)}
    />
  );
  const link = (path: string, label: string) => (
    <VerbLink href={`/portal/settings/${path}`} label={label} fullLabel={fullLabel(label)} />
  );
  return (
    <>
      {verification !== null && link(`verify/${verification.setupId}`, words.verify)}
      {waits && verb('confirm', words.confirm)}
      {method.isEnding && view.isConnected && verb('replace', words.replace, { setup: view.setupId })}
      {canBeDefault && verb('default', words.makeDefault)}
      {isBelowTop && verb('move', words.up, { to: 'up' })}
      {isAboveEnd && verb('move', words.down, { to: 'down' })}
      {!method.isRemoving && link(`remove/${id}`, words.remove)}
    </>
  );
};

type Listed = { readonly method: ListedMethod; readonly writer: SettingsWriter };

/** Somebody else paid with it by link: it is charged only once its customer has said so. */
const isUnconfirmed = ({ state, kept }: ListedMethod): boolean =>
  state === 'usable' && kept?.standing === 'not_confirmed';

/** A word, a colour and an icon that mean the same. */
const State = ({ method, writer }: Listed) => {
  const [tone, icon, word] = stateOf(method, writer);
  return (
    <span class={`status ${tone}`}>
      <Markup of={icon} />
      <span>{word}</span>
    </span>
  );
};

function stateOf(method: ListedMethod, writer: SettingsWriter) {
  const words = writer.own.settings.state;
  if (method.isRemoving) return ['wait', ICONS.clock, words.removing] as const;
  switch (method.state) {
    case 'pending_verification':
      return ['wait', ICONS.clock, words.pending] as const;
    case 'unusable':
      return ['bad', ICONS.cross, words.blocked] as const;
    case 'usable':
      if (isUnconfirmed(method)) return ['wait', ICONS.clock, words.unconfirmed] as const;
      return method.isExpired
        ? (['bad', ICONS.cross, expiredText(method, writer)] as const)
        : readyState(method, writer);
    default:
      return method.state satisfies never;
  }
}

/** One whose last charge was declined is not in good order, even where it is charged first. */
function readyState({ declinedAt, isDefault }: ListedMethod, writer: SettingsWriter) {
  const words = writer.own.settings;
  if (declinedAt !== null) return ['wait', ICONS.alert, words.declined(writer.day(declinedAt))] as const;
  return ['good', ICONS.check, isDefault ? words.state.default : words.state.usable] as const;
}

const canBeCharged = ({ state, isExpired, isRemoving }: ListedMethod): boolean =>
  state === 'usable' && !isExpired && !isRemoving;

/** Whether another one is charged before a method that was declined. */
const isBehind = (method: ListedMethod, all: readonly ListedMethod[]): boolean =>
  method.hasSteppedBack &&
  canBeCharged(method) &&
  all.some((other) => other.id !== method.id && canBeCharged(other) && !other.hasSteppedBack);

const expiredText = ({ card }: ListedMethod, writer: SettingsWriter): string =>
  card.kind === 'card' ? writer.own.settings.expired(writer.month(card.expMonth, card.expYear)) : '';

/** The one date or reason that matters for a method now. */
const Detail = ({ method, writer }: Listed) => {
  const words = writer.own.settings;
  const { card, verification } = method;
  if (verification !== null) {
    const [arrives, until] = [writer.day(verification.arrivesAt), writer.day(verification.verifyBy)];
    return <Remark>{words.verifyBy(arrives, until)}</Remark>;
  }
  if (method.state === 'unusable' && !method.isRemoving) {
    const reasons: Readonly<Record<string, string>> = words.blocked;
    const reason = method.stateReason ?? 'other';
    const text = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
    return <Remark>{text ?? words.blocked.other}</Remark>;
  }
  if (isUnconfirmed(method)) {
    const payer = method.kept?.payerEmail ?? null;
    return <Remark>{words.keptBy(payer === null ? null : isolate(payer))}</Remark>;
  }
  if (card.kind !== 'card' || method.isExpired) return null;
  return <Remark>{words.expires(writer.month(card.expMonth, card.expYear))}</Remark>;
};
