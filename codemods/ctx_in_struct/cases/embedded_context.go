package poll

import "context"

type poller struct {
	context.Context // want none "embed|struct"
	name            string
}

func (p *poller) poll() error {
	<-p.Done()
	println(p.name)
	return p.Err()
}
