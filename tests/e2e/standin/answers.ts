import {
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  InvokeResponse,
  PropertyDiff,
  ProviderHandshakeResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Found } from "./lifecycle";
import type { Difference } from "./plan";
import type { Properties } from "./properties";
import { toStruct } from "./wire";

/** Accepts neither secrets nor outputs: the engine then sends plain values. */
export function handshakeAnswer(): ProviderHandshakeResponse {
  return new ProviderHandshakeResponse();
}

/** Previews are asked of the provider, as they are of the official one. */
export function configureAnswer(): ConfigureResponse {
  const answer = new ConfigureResponse();
  answer.setSupportspreview(true);
  return answer;
}

/** The checked inputs. */
export function checkAnswer(inputs: Properties): CheckResponse {
  const answer = new CheckResponse();
  answer.setInputs(toStruct(inputs));
  return answer;
}

/** A difference, by property. */
export function diffAnswer(difference: Difference): DiffResponse {
  const answer = new DiffResponse();
  const some = difference.changed.length > 0;
  answer.setChanges(some ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE);
  answer.setDiffsList([...difference.changed]);
  answer.setReplacesList([...difference.replaced]);
  answer.setDeletebeforereplace(difference.deleteBeforeReplace);
  for (const name of difference.changed) {
    const property = new PropertyDiff();
    const replace = difference.replaced.includes(name);
    property.setKind(replace ? PropertyDiff.Kind.UPDATE_REPLACE : PropertyDiff.Kind.UPDATE);
    property.setInputdiff(true);
    answer.getDetaileddiffMap().set(name, property);
  }
  answer.setHasdetaileddiff(some);
  return answer;
}

/** A made resource. */
export function createAnswer(id: string, state: Properties): CreateResponse {
  const answer = new CreateResponse();
  answer.setId(id);
  answer.setProperties(toStruct(state));
  return answer;
}

/** What a read found; no id means that the resource is gone. */
export function readAnswer(id: string, found: Found | undefined): ReadResponse {
  const answer = new ReadResponse();
  if (found === undefined) return answer;
  answer.setId(id);
  answer.setProperties(toStruct(found.state));
  answer.setInputs(toStruct(found.inputs));
  return answer;
}

/** The state after an update. */
export function updateAnswer(state: Properties): UpdateResponse {
  const answer = new UpdateResponse();
  answer.setProperties(toStruct(state));
  return answer;
}

/** What a data source gave. */
export function invokeAnswer(result: Properties): InvokeResponse {
  const answer = new InvokeResponse();
  answer.setReturn(toStruct(result));
  return answer;
}
