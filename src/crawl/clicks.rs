//! Distance from the home page, exactly: breadth first over the links of everything that was read.

use std::collections::VecDeque;

/// For each document its clicks from `home`, `None` when no path of links leads there. `links[i]` are the documents
/// that document `i` links to.
pub(super) fn distances(links: &[Vec<usize>], home: usize) -> Vec<Option<u32>> {
    let mut clicks = vec![None; links.len()];
    let mut queue = VecDeque::new();
    if let Some(start) = clicks.get_mut(home) {
        *start = Some(0);
        queue.push_back((home, 0));
    }
    while let Some((page, distance)) = queue.pop_front() {
        for next in links[page].iter().copied() {
            if let Some(unset @ None) = clicks.get_mut(next) {
                *unset = Some(distance + 1);
                queue.push_back((next, distance + 1));
            }
        }
    }
    clicks
}

#[cfg(test)]
mod tests {
    use super::distances;

    #[test]
    fn the_shortest_path_counts() {
        let links = [vec![1, 2], vec![3], vec![4], vec![4, 0], vec![3], vec![0]];
        assert_eq!(distances(&links, 0), [Some(0), Some(1), Some(1), Some(2), Some(2), None]);
    }

    #[test]
    fn without_a_home_nothing_has_a_distance() {
        assert_eq!(distances(&[vec![1], vec![0]], 9), [None, None]);
        assert!(distances(&[], 0).is_empty());
    }
}
