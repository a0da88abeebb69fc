import { invalidRequest } from '../core/api-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';

/** Decodes the JSON body of an API v2 request; an empty body counts as an empty object. Throws for anything else. */
export function decodeJson(text: string): JsonObject {
  if (text === '') return {};
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidRequest('Could not parse JSON in the request body.');
  }
  if (!isJsonObject(value)) throw invalidRequest('The request body must be a JSON object.');
  return value;
}
