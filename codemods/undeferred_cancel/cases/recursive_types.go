package a

import (
	"context"
	"time"
)

type tree []tree

type link *link

type index map[string]index

// node holds nodes in many fields, as syntax trees do: there are too many ways through it to walk each.
type node struct {
	a, b, c, d, e, f, g, h, i, j *node
	k, l, m, n, o, p, q, r, s, t []node
	subtrees                     tree
	chain                        link
	entries                      index
	name                         string
}

func parse(ctx context.Context, name string) (*node, tree, link, index) {
	select {
	case <-ctx.Done():
		return nil, nil, nil, nil
	case <-time.After(time.Second):
		return &node{name: name}, tree{}, nil, index{}
	}
}

func parseAll(ctx context.Context, names []string) ([]*node, []tree) {
	ctx, _ = context.WithTimeout(ctx, time.Minute) // want safe ""
	var nodes []*node
	var trees []tree
	for _, name := range names {
		n, t, l, i := parse(ctx, name)
		n.chain, n.entries = l, i
		nodes, trees = append(nodes, n), append(trees, t)
	}
	return nodes, trees
}
