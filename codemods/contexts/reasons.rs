//! Reasons to leave a place alone, as lists that can be read, told and asked one by one: what each says of the place,
//! as a clause without a subject, and how that is found out.

/// What is so of a place that is left alone, and whether it is.
type ToLeave<P> = (&'static str, fn(&P) -> bool);

/// `Err`: what the first of the reasons that holds says of the place. They are asked from top to bottom, so that what
/// is told by cheap signs comes first.
pub fn none_holds<P>(reasons: &[ToLeave<P>], place: &P) -> Result<(), &'static str> {
    reasons.iter().find(|(_, holds)| holds(place)).map_or(Ok(()), |(why, _)| Err(why))
}
