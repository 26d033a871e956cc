package queue

import "context"

// Part is the content of a message, and the context it is handled under.
type Part struct {
	content []byte
	ctx     context.Context
}

func newPart(content []byte) *Part {
	return &Part{content: content}
}

func (p *Part) withContext(ctx context.Context) *Part {
	other := *p
	other.ctx = ctx
	return &other
}

// Message is handed on to whatever output takes it.
type Message struct {
	part *Part
	meta map[string]string
}

func NewMessage(content []byte) *Message {
	return &Message{part: newPart(content)}
}

func NewMessageWithContext(ctx context.Context, content []byte) *Message {
	return &Message{part: newPart(content).withContext(ctx)}
}

// Read makes a message that is written long after the reading has ended.
func Read(ctx context.Context, in <-chan []byte) (*Message, error) {
	var content []byte
	select {
	case content = <-in:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	m := NewMessage(content)
	m.meta = map[string]string{"source": "queue"}
	return m, nil
}
