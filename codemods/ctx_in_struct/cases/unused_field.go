package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "struct"
	name string
}

var all []*poller

func newPoller(name string) *poller {
	p := &poller{ctx: context.Background(), name: name}
	all = append(all, p)
	return p
}
