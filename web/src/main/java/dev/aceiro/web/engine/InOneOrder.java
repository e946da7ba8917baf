package dev.aceiro.web.engine;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.temporal.api.protocol.v1.Message;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;

/**
 * Has the engine inside this process hand updates to a workflow where its history will have them.
 *
 * <p>In one workflow task it hands an update over before the signals that came between the task's
 * scheduling and its start, and writes down that it came after them (temporal-test-server 1.38). A
 * run that is replayed then goes another way than it went: entries of a timeline get other numbers,
 * messages other keys. The real engine does what it writes down.
 */
final class InOneOrder implements ClientInterceptor {
  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    ClientCall<Q, R> call = next.newCall(method, options);
    return method.equals(WorkflowServiceGrpc.getPollWorkflowTaskQueueMethod())
        ? new Poll<>(call)
        : call;
  }

  private static final class Poll<Q, R> extends SimpleForwardingClientCall<Q, R> {
    Poll(ClientCall<Q, R> call) {
      super(call);
    }

    @Override
    public void start(Listener<R> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<R>(listener) {
            @Override
            @SuppressWarnings("unchecked") // what a poll answers is a task, corrected or not
            public void onMessage(R task) {
              super.onMessage((R) inOrder((PollWorkflowTaskQueueResponse) task));
            }
          },
          headers);
    }
  }

  /** The task with its updates right before its own start, the last event of its history. */
  private static PollWorkflowTaskQueueResponse inOrder(PollWorkflowTaskQueueResponse task) {
    int events = task.getHistory().getEventsCount();
    if (task.getMessagesCount() == 0 || events == 0) {
      return task;
    }
    long beforeStart = task.getHistory().getEvents(events - 1).getEventId() - 1;
    PollWorkflowTaskQueueResponse.Builder corrected = task.toBuilder();
    for (Message.Builder update : corrected.getMessagesBuilderList()) {
      update.setEventId(beforeStart);
    }
    return corrected.build();
  }
}
