// Pulumi's provider protocol (gRPC) around the stand-in provider: listens on this machine, in the process of the test.
import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import protocol from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Provider } from "./provider.js";
import type { Properties } from "./shapes.js";

const VERSION = "3.28.0";

export interface Listening {
  port: number;
  close(): void;
}

export async function listen(provider: Provider): Promise<Listening> {
  const server = new Server();
  server.addService(protocol.ResourceProviderService, { ...lifecycle(), ...resources(provider) });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { port, close: () => server.forceShutdown() };
}

/** What the engine asks once, before and after the resources. */
function lifecycle(): UntypedServiceImplementation {
  return {
    attach: answer(() => new empty.Empty()),
    cancel: answer(() => new empty.Empty()),
    getPluginInfo: answer(() => new plugin.PluginInfo().setVersion(VERSION)),
    checkConfig: answer((request: InstanceType<typeof pb.CheckRequest>) => new pb.CheckResponse().setInputs(request.getNews())),
    diffConfig: answer(() => new pb.DiffResponse().setChanges(pb.DiffResponse.DiffChanges.DIFF_NONE)),
    configure: answer(() => new pb.ConfigureResponse().setSupportspreview(true)),
  };
}

function resources(provider: Provider): UntypedServiceImplementation {
  return {
    check: answer((request: InstanceType<typeof pb.CheckRequest>) => {
      const inputs = read(request.getNews());
      const failures = provider.check(request.getType(), inputs).map(({ property, reason }) =>
        new pb.CheckFailure().setProperty(property).setReason(reason));
      return new pb.CheckResponse().setInputs(write(inputs)).setFailuresList(failures);
    }),

    diff: answer((request: InstanceType<typeof pb.DiffRequest>) => {
      const { changed, replaces } = provider.diff(request.getType(), read(request.getOldInputs()), read(request.getNews()));
      const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
      return new pb.DiffResponse()
        .setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME)
        .setDiffsList(changed)
        .setReplacesList(replaces)
        .setDeletebeforereplace(replaces.length > 0); // names are fixed: the old one has to go first
    }),

    create: answer(async (request: InstanceType<typeof pb.CreateRequest>) => {
      const { id, outputs } = await provider.create(request.getType(), read(request.getProperties()), request.getPreview());
      return new pb.CreateResponse().setId(id).setProperties(write(outputs));
    }),

    read: answer(async (request: InstanceType<typeof pb.ReadRequest>) => {
      const found = await provider.read(request.getType(), request.getId(), read(request.getInputs()));
      const response = new pb.ReadResponse();
      return found ? response.setId(request.getId()).setInputs(write(found.inputs)).setProperties(write(found.outputs)) : response;
    }),

    update: answer(async (request: InstanceType<typeof pb.UpdateRequest>) => {
      const [inputs, old] = [read(request.getNews()), read(request.getOlds())];
      const outputs = await provider.update(request.getType(), request.getId(), inputs, old, request.getPreview());
      return new pb.UpdateResponse().setProperties(write(outputs));
    }),

    delete: answer(async (request: InstanceType<typeof pb.DeleteRequest>) => {
      await provider.delete(request.getType(), request.getId());
      return new empty.Empty();
    }),

    invoke: answer((request: InstanceType<typeof pb.InvokeRequest>) =>
      new pb.InvokeResponse().setReturn(write(provider.invoke(request.getTok())))),
  };
}

/** A method of the service from a function that answers or throws. */
function answer<Request, Response>(method: (request: Request) => Response | Promise<Response>): handleUnaryCall<Request, Response> {
  return async (call, callback) => {
    try {
      callback(null, await method(call.request));
    } catch (error) {
      callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
    }
  };
}

function read(value: InstanceType<typeof struct.Struct> | undefined): Properties {
  return (value?.toJavaScript() ?? {}) as Properties;
}

function write(value: Properties): InstanceType<typeof struct.Struct> {
  return struct.Struct.fromJavaScript(value);
}
