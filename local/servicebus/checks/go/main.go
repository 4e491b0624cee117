// Command checks shows that the official Go SDK, as it is published, works with the broker.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus"
)

type scenario struct {
	name string
	run  func(context.Context, *azservicebus.Client) error
}

func main() {
	client, err := azservicebus.NewClientFromConnectionString(os.Getenv("BUS_CONNECTION"), nil)
	if err != nil {
		fmt.Println("failed  connecting:", err)
		os.Exit(1)
	}
	failed := false
	for _, each := range []scenario{
		{"a batch arrives in its order", batch},
		{"a scheduled message is cancelled or comes when it is due", schedule},
		{"a message is abandoned, deferred and dead-lettered", settle},
		{"a session keeps its state", session},
	} {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		if err := each.run(ctx, client); err != nil {
			failed = true
			fmt.Printf("failed  %s: %v\n", each.name, err)
		} else {
			fmt.Printf("ok      %s\n", each.name)
		}
		cancel()
	}
	if failed {
		os.Exit(1)
	}
}

func message(body string) *azservicebus.Message { return &azservicebus.Message{Body: []byte(body)} }

func send(ctx context.Context, client *azservicebus.Client, queue string, message *azservicebus.Message) error {
	sender, err := client.NewSender(queue, nil)
	if err != nil {
		return err
	}
	return errors.Join(sender.SendMessage(ctx, message, nil), sender.Close(ctx))
}

func one(messages []*azservicebus.ReceivedMessage, err error, body string) (*azservicebus.ReceivedMessage, error) {
	if err != nil {
		return nil, err
	}
	if len(messages) != 1 || string(messages[0].Body) != body {
		return nil, fmt.Errorf("not the one message %q came but %d", body, len(messages))
	}
	return messages[0], nil
}

func batch(ctx context.Context, client *azservicebus.Client) error {
	sender, err := client.NewSender("plain", nil)
	if err != nil {
		return err
	}
	batch, err := sender.NewMessageBatch(ctx, nil)
	if err != nil {
		return err
	}
	for _, body := range []string{"1", "2", "3"} {
		if err := batch.AddMessage(message(body), nil); err != nil {
			return err
		}
	}
	if err := sender.SendMessageBatch(ctx, batch, nil); err != nil {
		return err
	}
	receiver, err := client.NewReceiverForQueue("plain", nil)
	if err != nil {
		return err
	}
	for _, body := range []string{"1", "2", "3"} {
		messages, err := receiver.ReceiveMessages(ctx, 1, nil)
		received, err := one(messages, err, body)
		if err != nil {
			return err
		}
		if err := receiver.CompleteMessage(ctx, received, nil); err != nil {
			return err
		}
	}
	return receiver.Close(ctx)
}

func schedule(ctx context.Context, client *azservicebus.Client) error {
	sender, err := client.NewSender("plain", nil)
	if err != nil {
		return err
	}
	due := time.Now().Add(2 * time.Second)
	numbers, err := sender.ScheduleMessages(ctx, []*azservicebus.Message{message("never")}, due.Add(time.Hour), nil)
	if err != nil {
		return err
	}
	if err := sender.CancelScheduledMessages(ctx, numbers, nil); err != nil {
		return err
	}
	if _, err := sender.ScheduleMessages(ctx, []*azservicebus.Message{message("due")}, due, nil); err != nil {
		return err
	}
	receiver, err := client.NewReceiverForQueue("plain", nil)
	if err != nil {
		return err
	}
	messages, err := receiver.ReceiveMessages(ctx, 1, nil)
	received, err := one(messages, err, "due")
	if err != nil {
		return err
	}
	if time.Now().Before(due) {
		return errors.New("it came early")
	}
	return errors.Join(receiver.CompleteMessage(ctx, received, nil), receiver.Close(ctx))
}

func settle(ctx context.Context, client *azservicebus.Client) error {
	if err := send(ctx, client, "plain", message("poison")); err != nil {
		return err
	}
	receiver, err := client.NewReceiverForQueue("plain", nil)
	if err != nil {
		return err
	}
	messages, err := receiver.ReceiveMessages(ctx, 1, nil)
	received, err := one(messages, err, "poison")
	if err != nil {
		return err
	}
	if err := receiver.AbandonMessage(ctx, received, nil); err != nil {
		return err
	}
	messages, err = receiver.ReceiveMessages(ctx, 1, nil)
	if received, err = one(messages, err, "poison"); err != nil {
		return err
	}
	if err := receiver.DeferMessage(ctx, received, nil); err != nil {
		return err
	}
	messages, err = receiver.ReceiveDeferredMessages(ctx, []int64{*received.SequenceNumber}, nil)
	if received, err = one(messages, err, "poison"); err != nil {
		return err
	}
	reason := "Poison"
	if err := receiver.DeadLetterMessage(ctx, received, &azservicebus.DeadLetterOptions{Reason: &reason}); err != nil {
		return err
	}
	letters, err := client.NewReceiverForQueue("plain", &azservicebus.ReceiverOptions{SubQueue: azservicebus.SubQueueDeadLetter})
	if err != nil {
		return err
	}
	messages, err = letters.ReceiveMessages(ctx, 1, nil)
	if received, err = one(messages, err, "poison"); err != nil {
		return err
	}
	if received.DeadLetterReason == nil || *received.DeadLetterReason != reason {
		return errors.New("the dead letter has another reason")
	}
	return errors.Join(letters.CompleteMessage(ctx, received, nil), letters.Close(ctx), receiver.Close(ctx))
}

func session(ctx context.Context, client *azservicebus.Client) error {
	id := "s"
	if err := send(ctx, client, "sessions", &azservicebus.Message{Body: []byte("in it"), SessionID: &id}); err != nil {
		return err
	}
	receiver, err := client.AcceptNextSessionForQueue(ctx, "sessions", nil)
	if err != nil {
		return err
	}
	messages, err := receiver.ReceiveMessages(ctx, 1, nil)
	received, err := one(messages, err, "in it")
	if err != nil {
		return err
	}
	if err := receiver.SetSessionState(ctx, []byte("half done"), nil); err != nil {
		return err
	}
	state, err := receiver.GetSessionState(ctx, nil)
	if err != nil || string(state) != "half done" {
		return fmt.Errorf("the state is %q: %w", state, err)
	}
	return errors.Join(receiver.RenewSessionLock(ctx, nil), receiver.CompleteMessage(ctx, received, nil), receiver.Close(ctx))
}
