package poll

import "context"

type poller struct {
	ctx  context.Context // want unsafe "nothing reads"
	name string
}

var all []*poller

func start(name string) context.CancelFunc {
	ctx, cancel := context.WithCancel(context.Background())
	all = append(all, &poller{ctx: ctx, name: name})
	return cancel
}
