import type { ScheduleWords } from '../en/schedule-emails.ts';
import { given } from '../given.ts';
import { plural } from '../plural.ts';

/** Mails about a billing schedule, in Spanish. */
export const scheduleEmails: ScheduleWords = {
  title: (merchant) => `Sus facturas periódicas de ${merchant}`,
  view: 'Ver las facturas periódicas',
  what: 'Concepto',
  rhythm: 'Frecuencia',
  every: {
    days: (count) => plural('es', count, { one: 'Cada día', other: `Cada ${count} días` }),
    weeks: (count) => plural('es', count, { one: 'Cada semana', other: `Cada ${count} semanas` }),
    months: (count) => plural('es', count, { one: 'Cada mes', other: `Cada ${count} meses` }),
    years: (count) => plural('es', count, { one: 'Cada año', other: `Cada ${count} años` }),
  },
  counted: 'A estos importes se suma lo que consuma.',
  mayPause: 'Puede pausarlas en cualquier momento en el portal de clientes.',
  mayEnd: 'Puede pausarlas o finalizarlas en cualquier momento en el portal de clientes.',
  ask: (merchant) => `Para cambiarlas o finalizarlas, póngase en contacto con ${merchant}.`,
  created: {
    subject: (name, amount, date, merchant) =>
      given(amount, {
        known: `Facturas periódicas: ${name}, ${amount} el ${date} (${merchant})`,
        unknown: `Facturas periódicas: ${name}, desde el ${date} (${merchant})`,
      }),
    headline: 'Sus facturas periódicas',
    status: (date) => `Primera factura el ${date}`,
    explained: (merchant, name) => `${merchant} le facturará ${name} como se indica abajo.`,
    onSend: (method) =>
      given(method, {
        known: `Cada factura se cobrará automáticamente (${method}) cuando se le envíe.`,
        unknown:
          'Cada factura se cobrará automáticamente cuando se le envíe, una vez que haya guardado una forma de pago.',
      }),
    onDueDate: (method) =>
      given(method, {
        known: `Cada factura se cobrará automáticamente (${method}) en su fecha de vencimiento.`,
        unknown:
          'Cada factura se cobrará automáticamente en su fecha de vencimiento, una vez que haya guardado una forma de pago.',
      }),
    byYou:
      'No se cobra nada automáticamente. Recibirá cada factura por correo electrónico y la pagará usted.',
    last: (date) => `La última factura llegará el ${date}.`,
    next: 'Próximas facturas',
    days: (from, to) => `Del ${from} al ${to}`,
    comesOn: (date) => `Factura el ${date}`,
    notSaid: 'Según consumo',
  },
  cadence: {
    subject: (name, date, merchant) => `Nueva frecuencia: ${name}, desde el ${date} (${merchant})`,
    status: (date) => `Desde el ${date}`,
    explained: (merchant, name, date) =>
      `${merchant} le seguirá facturando ${name}, con otra frecuencia desde el ${date}. Hasta entonces no cambia nada.`,
  },
  ended: {
    subject: (name, date, merchant) => `Fin de las facturas: ${name}, ${date} (${merchant})`,
    headline: 'Fin de las facturas periódicas',
    status: (date) => `Último día: ${date}`,
    over: (merchant, name) => `${merchant} no le enviará más facturas por ${name}.`,
    later: (name, date, merchant) =>
      `Se le factura ${name} hasta el ${date}. Después, ${merchant} no le enviará más facturas por ello.`,
    open: 'Las facturas que ya tiene no cambian.',
  },
  price: {
    subject: (name, amount, date, merchant) =>
      `Nuevo precio: ${name}, ${amount} desde el ${date} (${merchant})`,
    status: (date) => `Desde el ${date}`,
    explained: (merchant, name, date) => `${merchant} cambia el precio de ${name} a partir del ${date}.`,
    was: 'Hasta entonces',
    becomes: 'Nuevo precio',
    first: (date) => `La primera factura con el nuevo precio llegará el ${date}.`,
    atOnce: 'Los días restantes ya facturados se abonan al precio anterior y se facturan al nuevo.',
    counted: (merchant) =>
      `A estos importes se suma lo que consuma. Pregunte a ${merchant} por los nuevos precios de ello.`,
  },
  paused: {
    subject: (name, date, merchant) => `Facturas en pausa: ${name} (${merchant}, ${date})`,
    headline: 'Facturas periódicas en pausa',
    status: (date) => `En pausa desde el ${date}`,
    explained: (merchant, name) => `${merchant} no le enviará facturas por ${name} hasta que las reanude.`,
  },
  resumed: {
    subject: (name, date, merchant) => `Facturas reanudadas: ${name} (${merchant}, ${date})`,
    headline: 'Facturas periódicas reanudadas',
    status: (date) => `Reanudadas el ${date}`,
    explained: (merchant, name) => `${merchant} volverá a facturarle ${name}.`,
    next: (date) => `La próxima factura llegará el ${date}.`,
  },
  byCustomer: {
    title: 'Plan de facturación',
    schedule: 'Plan',
    paused: {
      subject: (name, customer, date) => `Cliente ha pausado: ${name} (${customer}, ${date})`,
      headline: 'Su cliente ha pausado un plan',
      status: (date) => `Pausado el ${date}`,
      explained: (customer, name) =>
        `${customer} ha pausado ${name} en el portal. No se hará ninguna factura hasta que se reanude.`,
    },
    resumed: {
      subject: (name, customer, date) => `Cliente ha reanudado: ${name} (${customer}, ${date})`,
      headline: 'Su cliente ha reanudado un plan',
      status: (date) => `Reanudado el ${date}`,
      explained: (customer, name) =>
        `${customer} ha reanudado ${name} en el portal. Los períodos vencidos entretanto se han omitido.`,
    },
    ended: {
      subject: (name, customer, date) => `Cliente ha finalizado: ${name} (${customer}, ${date})`,
      headline: 'Su cliente ha finalizado un plan',
      status: (date) => `Finalizado el ${date}`,
      explained: (customer, name) =>
        `${customer} ha finalizado ${name} en el portal, al final del período en curso.`,
    },
    lastDay: 'Último día facturado',
    allowed:
      'Sus ajustes permiten a los clientes hacerlo en el portal. Puede cambiarlo en «Business profile».',
  },
};
