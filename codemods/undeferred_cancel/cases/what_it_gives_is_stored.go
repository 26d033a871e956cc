package devices

import (
	"context"
	"time"
)

type charger interface{ Current() (float64, error) }

type device struct {
	name     string
	instance charger
}

type reading struct {
	at    time.Time
	value float64
}

type registry struct {
	devices  []*device
	readings map[string]reading
	found    chan charger
}

func (r *registry) add(d *device) { r.devices = append(r.devices, d) }

type maker func(ctx context.Context, name string) (charger, error)

func appended(name string, create maker, r *registry) error {
	ctx, cancel := context.WithCancel(context.TODO()) // want none "made something that is stored .line 37"
	instance, err := create(ctx, name)
	if err != nil {
		cancel()
		return err
	}
	r.devices = append(r.devices, &device{name, instance})
	return nil
}

func added(name string, create maker, r *registry) error {
	ctx, cancel := context.WithCancel(context.TODO()) // want none "is stored by add"
	instance, err := create(ctx, name)
	if err != nil {
		cancel()
		return err
	}
	r.add(&device{name, instance})
	return nil
}

func sent(name string, create maker, r *registry) error {
	ctx, cancel := context.WithCancel(context.TODO()) // want none "made something that is sent"
	instance, err := create(ctx, name)
	if err != nil {
		cancel()
		return err
	}
	r.found <- instance
	return nil
}

func dropped(name string, create maker, r *registry) error {
	ctx, _ := context.WithCancel(context.TODO()) // want none "made something that is stored"
	instance, err := create(ctx, name)
	if err != nil {
		return err
	}
	r.devices = append(r.devices, &device{name, instance})
	return nil
}

// A reading uses nothing any more.
func measured(name string, read func(ctx context.Context, name string) (reading, error), r *registry) error {
	ctx, cancel := context.WithCancel(context.TODO()) // want unsafe "may be kept by read"
	value, err := read(ctx, name)
	if err != nil {
		cancel()
		return err
	}
	r.readings[name] = value
	return nil
}

// What is only asked here ends here.
func asked(name string, create maker) (float64, error) {
	ctx, cancel := context.WithCancel(context.TODO()) // want unsafe "may be kept by create"
	instance, err := create(ctx, name)
	if err != nil {
		cancel()
		return 0, err
	}
	return instance.Current()
}
